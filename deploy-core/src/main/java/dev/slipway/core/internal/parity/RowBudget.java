package dev.slipway.core.internal.parity;

import dev.slipway.core.RowSettings;
import java.time.Duration;
import java.util.function.ToLongFunction;

/** Finds out how many rows a measurement can use in the time it has. */
final class RowBudget {

  /** How much larger the next sample is while the first ones take hardly any time. */
  private static final int GROWTH = 4;

  private final Duration time;

  /**
   * Creates a budget.
   *
   * @param time for one candidate
   */
  RowBudget(Duration time) {
    this.time = time;
  }

  /**
   * Returns as many rows as there is time for.
   *
   * @param nanos tries some rows and returns how long that took
   */
  Sample fitting(Sample all, ToLongFunction<Sample> nanos) {
    for (int rows = RowSettings.FEWEST_ROWS; rows < all.rows(); rows *= GROWTH) {
      Sample few = all.shrunk(rows);
      double share = (double) nanos.applyAsLong(few) / time.toNanos();
      double affordable = few.rows() / share;
      if (affordable >= all.rows()) {
        return all;
      }
      // The first calls of a process are slow; only a sample that took its time tells the truth.
      if (share * GROWTH > 1) {
        return all.shrunk(Math.max(RowSettings.FEWEST_ROWS, (int) affordable));
      }
    }
    return all;
  }
}
