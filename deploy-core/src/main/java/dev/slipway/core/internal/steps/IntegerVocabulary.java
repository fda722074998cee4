package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import java.util.Arrays;

/** A vocabulary of integers: an open-addressing table of half-empty slots. */
final class IntegerVocabulary implements Vocabulary {

  private final long[] values;
  private final int[] slots;
  private final int shift;

  /**
   * Makes the table.
   *
   * @param values distinct; kept
   */
  IntegerVocabulary(long[] values) {
    this.values = values;
    this.slots = new int[Integer.highestOneBit(Math.max(1, values.length)) << 2];
    this.shift = Long.SIZE - Integer.numberOfTrailingZeros(slots.length);
    Arrays.fill(slots, Lookup.UNKNOWN);
    for (int code = 0; code < values.length; code++) {
      slots[slot(values[code])] = code;
    }
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public Lookup newLookup() {
    return this::find;
  }

  private void find(Column column, int[] codes) {
    boolean nulls = column.hasNulls();
    for (int row = 0; row < column.rows(); row++) {
      codes[row] = nulls && column.isNull(row) ? Lookup.UNKNOWN : slots[slot(column.longAt(row))];
    }
  }

  /** Returns the slot that has this value, or the empty one where it belongs. */
  private int slot(long value) {
    int mask = slots.length - 1;
    int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> shift);
    while (slots[slot] != Lookup.UNKNOWN && values[slots[slot]] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
