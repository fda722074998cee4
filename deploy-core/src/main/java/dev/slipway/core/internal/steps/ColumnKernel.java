package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import java.util.function.ObjIntConsumer;

/** Turns one column into one column, in memory of its own. Not thread-safe. */
interface ColumnKernel {

  /**
   * Computes the output, which is valid until the next call.
   *
   * @param input the column
   * @param rejections takes a message and a row for each row that is refused
   * @return a column of as many rows
   */
  Column apply(Column input, ObjIntConsumer<String> rejections);
}
