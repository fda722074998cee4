package dev.slipway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Byte strings of any length in one pool; each element is a place in it. */
final class ByteStrings {

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private byte[] pool = new byte[64];
  private int[] starts = new int[16];
  private int[] lengths = new int[16];
  private int count;
  private int used;

  /** Makes elements 0 to {@code size} empty and the pool free. */
  void reset(int size) {
    used = 0;
    count = 0;
    grow(size);
  }

  /** Makes room for elements up to {@code size}; new ones are empty. */
  void grow(int size) {
    if (size > starts.length) {
      int grown = (int) Math.max(size, Math.min(starts.length * 2L, MOST_BYTES));
      starts = Arrays.copyOf(starts, grown);
      lengths = Arrays.copyOf(lengths, grown);
    }
    if (size > count) {
      Arrays.fill(starts, count, size, 0);
      Arrays.fill(lengths, count, size, 0);
      count = size;
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
