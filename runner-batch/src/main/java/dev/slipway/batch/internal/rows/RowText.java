package dev.slipway.batch.internal.rows;

import dev.slipway.batch.internal.csv.ByteBuilder;

/** Rows that stand in the input as they shall stand in the output. */
@FunctionalInterface
interface RowText {

  /** Writes a row's fields or members, without what begins and ends a row. */
  void write(int row, ByteBuilder out);
}
