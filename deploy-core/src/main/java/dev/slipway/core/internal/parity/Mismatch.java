package dev.slipway.core.internal.parity;

import dev.slipway.Table;

/**
 * The first row of a trial that had another answer than alone.
 *
 * @param combination how it was predicted
 * @param alone the row as a table
 * @param batch the rows that were predicted together, the row among them
 * @param position of the row in the batch
 */
record Mismatch(Combination combination, Table alone, Table batch, int position) {

  /** Returns whether the row was predicted just as the reference was. */
  boolean isRepetition(int referenceThreads) {
    return combination.batch() == 1 && combination.threads() == referenceThreads;
  }
}
