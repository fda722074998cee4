package dev.slipway.core.internal.parity;

import dev.slipway.ColumnBuffer;
import java.util.SplittableRandom;

/** Makes the values of one column. Not thread-safe. */
interface ValueMaker {

  /** Sets all elements of a row, or makes it null. */
  void set(ColumnBuffer column, int row, SplittableRandom random);
}
