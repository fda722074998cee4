package dev.slipway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Byte strings of any length in one pool; each element is a place in it. Where there are choices,
 * the pool begins with them, so that choosing one copies nothing.
 */
final class ByteStrings {

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;
  private static final int FIRST_ELEMENTS = 16;

  private final @Nullable Choices choices;
  private byte[] pool;
  private int[] starts = new int[0];
  private int[] lengths = new int[0];
  private int count;
  private int used;

  ByteStrings(@Nullable Choices choices) {
    this.choices = choices;
    this.pool = choices == null ? new byte[64] : choices.pool();
    this.used = choices == null ? 0 : pool.length;
  }

  @Nullable Choices choices() {
    return choices;
  }

  void setChoice(int index, int choice) {
    if (choices == null) {
      throw new IllegalStateException("the column has no choices");
    }
    int length = choices.length(choice);
    starts[index] = choices.start(choice);
    lengths[index] = length;
  }

  /** Returns which choice an element is, or -1 if it is another text or not set. */
  int choiceAt(int index) {
    return choices == null ? -1 : choices.at(starts[index], lengths[index]);
  }

  /** Makes elements 0 to {@code size} empty and the pool free. */
  void reset(int size) {
    used = choices == null ? 0 : choices.pool().length;
    count = 0;
    reserveElements(size, size);
    grow(size);
  }

  /** Makes room for elements up to {@code size}; new ones are empty. */
  void grow(int size) {
    reserveElements(size, Math.max(FIRST_ELEMENTS, starts.length * 2L));
    if (size > count) {
      Arrays.fill(starts, count, size, 0);
      Arrays.fill(lengths, count, size, 0);
      count = size;
    }
  }

  private void reserveElements(int size, long wanted) {
    if (size > starts.length) {
      int grown = (int) Math.max(size, Math.min(wanted, MOST_BYTES));
      starts = Arrays.copyOf(starts, grown);
      lengths = Arrays.copyOf(lengths, grown);
    }
  }

  void set(int index, byte[] source, int length) {
    int start = samePlace(index, source, length);
    if (start < 0) {
      reserve(length);
      start = used;
      System.arraycopy(source, 0, pool, used, length);
      used += length;
    }
    starts[index] = start;
    lengths[index] = length;
  }

  private void reserve(int length) {
    long needed = (long) used + length;
    if (needed > MOST_BYTES) {
      throw new IllegalArgumentException(
          "Cannot hold "
              + needed
              + " bytes of text in one column: expected at most "
              + MOST_BYTES
              + " (use several tables)");
    }
    if (needed > pool.length) {
      pool = Arrays.copyOf(pool, (int) Math.max(needed, Math.min(pool.length * 2L, MOST_BYTES)));
    }
  }

  /** Returns where the element before stands if it has the same bytes, as labels often have. */
  private int samePlace(int index, byte[] source, int length) {
    if (index == 0 || lengths[index - 1] != length) {
      return -1;
    }
    int start = starts[index - 1];
    if (start + length > used) {
      return -1; // a null row's place, left from the use before
    }
    boolean same = Arrays.equals(pool, start, start + length, source, 0, length);
    return same ? start : -1;
  }

  int copy(int index, byte[] target) {
    int length = lengths[index];
    if (length <= target.length) {
      System.arraycopy(pool, starts[index], target, 0, length);
    }
    return length;
  }

  byte[] bytes(int index) {
    return Arrays.copyOfRange(pool, starts[index], starts[index] + lengths[index]);
  }

  String text(int index) {
    return new String(pool, starts[index], lengths[index], StandardCharsets.UTF_8);
  }
}
