package dev.slipway.core;

import java.util.OptionalInt;

/**
 * How a model must be run so that its answers stay equal in every strategy.
 *
 * @param intraOpThreads threads inside one operator; empty for the engine's own setting
 * @param minRows a smaller batch is padded to this many rows, at least 1
 * @param batch which batch sizes the model may see
 * @param fixedRows the batch size with {@link Batch#FIXED}, else 0
 */
public record ExecutionRules(OptionalInt intraOpThreads, int minRows, Batch batch, int fixedRows) {

  /** Which batch sizes a model may see. */
  public enum Batch {
    /** Any. */
    ANY,
    /** One row at a time. */
    SINGLE,
    /** Always the same number of rows; smaller batches are padded. */
    FIXED
  }

  /** Checks that the parts go together. */
  public ExecutionRules {
    if (minRows < 1) {
      throw new IllegalArgumentException("minRows must be at least 1, but was " + minRows);
    }
    if ((batch == Batch.FIXED) != (fixedRows > 0)) {
      throw new IllegalArgumentException(
          "fixedRows must be above 0 with a fixed batch and 0 without, but was " + fixedRows);
    }
    if (minRows > 1 && batch != Batch.ANY) {
      throw new IllegalArgumentException("minRows above 1 stands only with any batch size");
    }
  }

  /**
   * Returns the rules of a model that can be run in any way.
   *
   * @return any batch size, no padding, the engine's own threads
   */
  public static ExecutionRules unrestricted() {
    return new ExecutionRules(OptionalInt.empty(), 1, Batch.ANY, 0);
  }
}
