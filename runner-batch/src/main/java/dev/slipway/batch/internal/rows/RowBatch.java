package dev.slipway.batch.internal.rows;

/** Some rows that follow each other in a file, not decoded yet. */
@FunctionalInterface
public interface RowBatch {

  /**
   * Reads the values; called once, in any thread.
   *
   * @return the rows, of memory of their own
   */
  DecodedRows decode();
}
