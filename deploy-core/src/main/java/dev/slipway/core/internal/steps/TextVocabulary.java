package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A vocabulary of UTF-8 texts: an open-addressing table of half-empty slots. The first eight bytes
 * of a text are compared as one number, which is all there is to compare for most categories.
 */
final class TextVocabulary implements Vocabulary {

  private static final VarHandle HEAD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEAD_BYTES = Long.BYTES;

  private final byte[][] values;
  private final long[] heads;
  private final int[] lengths;
  private final int[] slots;
  private final int shift;
  private final int longest;

  /**
   * Makes the table.
   *
   * @param texts distinct
   */
  TextVocabulary(byte[][] texts) {
    values = new byte[texts.length][];
    heads = new long[texts.length];
    lengths = new int[texts.length];
    slots = new int[Integer.highestOneBit(Math.max(1, texts.length)) << 2];
    shift = Long.SIZE - Integer.numberOfTrailingZeros(slots.length);
    longest = Arrays.stream(texts).mapToInt(text -> text.length).max().orElse(0);
    Arrays.fill(slots, Lookup.UNKNOWN);
    for (int code = 0; code < texts.length; code++) {
      lengths[code] = texts[code].length;
      values[code] = Arrays.copyOf(texts[code], Math.max(HEAD_BYTES, lengths[code]));
      heads[code] = head(values[code], lengths[code]);
      slots[slot(values[code], lengths[code])] = code;
    }
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public Lookup newLookup() {
    byte[] scratch = new byte[Math.max(HEAD_BYTES, longest)];
    return (column, codes) -> find(column, codes, scratch);
  }

  private void find(Column column, int[] codes, byte[] scratch) {
    boolean nulls = column.hasNulls();
    for (int row = 0; row < column.rows(); row++) {
      codes[row] = nulls && column.isNull(row) ? Lookup.UNKNOWN : code(column, row, scratch);
    }
  }

  private int code(Column column, int row, byte[] scratch) {
    int length = column.copyBytes(row, scratch);
    return length > longest ? Lookup.UNKNOWN : slots[slot(scratch, length)];
  }

  /** Returns the slot that has this text, or the empty one where it belongs. */
  private int slot(byte[] bytes, int length) {
    long head = head(bytes, length);
    int mask = slots.length - 1;
    int slot = firstSlot(head, bytes, length);
    while (slots[slot] != Lookup.UNKNOWN && !isAt(slots[slot], head, bytes, length)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isAt(int code, long head, byte[] bytes, int length) {
    return heads[code] == head
        && lengths[code] == length
        && (length <= HEAD_BYTES || Arrays.equals(values[code], 0, length, bytes, 0, length));
  }

  private static long head(byte[] bytes, int length) {
    long head = (long) HEAD.get(bytes, 0);
    return length < HEAD_BYTES ? head & ((1L << (Byte.SIZE * length)) - 1) : head;
  }

  /** Returns where to begin: the upper bits of a product, which depend on all of its factors. */
  private int firstSlot(long head, byte[] bytes, int length) {
    long hash = head + length;
    for (int i = HEAD_BYTES; i < length; i++) {
      hash = hash * 31 + bytes[i];
    }
    return (int) ((hash * 0x9E3779B97F4A7C15L) >>> shift);
  }
}
