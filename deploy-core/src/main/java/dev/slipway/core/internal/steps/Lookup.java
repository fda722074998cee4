package dev.slipway.core.internal.steps;

import dev.slipway.Column;

/** Finds the values of a column in a vocabulary. Has memory of its own; not thread-safe. */
@FunctionalInterface
interface Lookup {

  /** What stands for a value that the vocabulary does not have, and for null. */
  int UNKNOWN = -1;

  /**
   * Finds every row's value.
   *
   * @param column of the vocabulary's type
   * @param codes takes the place of each row's value in the vocabulary, or {@link #UNKNOWN}
   */
  void find(Column column, int[] codes);
}
