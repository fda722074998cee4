package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import java.util.Arrays;

/** A vocabulary of UTF-8 texts: an open-addressing table of half-empty slots. */
final class TextVocabulary implements Vocabulary {

  private final byte[][] values;
  private final int[] slots;
  private final int longest;

  /**
   * Makes the table.
   *
   * @param values distinct; kept
   */
  TextVocabulary(byte[][] values) {
    this.values = values;
    this.slots = new int[Integer.highestOneBit(Math.max(1, values.length)) << 2];
    this.longest = Arrays.stream(values).mapToInt(value -> value.length).max().orElse(0);
    Arrays.fill(slots, Lookup.UNKNOWN);
    for (int code = 0; code < values.length; code++) {
      slots[slot(values[code], values[code].length)] = code;
    }
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public Lookup newLookup() {
    byte[] scratch = new byte[longest];
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

  /** Returns the slot that has these bytes, or the empty one where they belong. */
  private int slot(byte[] bytes, int length) {
    int mask = slots.length - 1;
    int slot = hash(bytes, length) & mask;
    while (slots[slot] != Lookup.UNKNOWN && !equal(values[slots[slot]], bytes, length)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean equal(byte[] value, byte[] bytes, int length) {
    return value.length == length && Arrays.equals(value, 0, length, bytes, 0, length);
  }

  private static int hash(byte[] bytes, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + bytes[i];
    }
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }
}
