package dev.slipway.batch;

import java.time.Duration;

/**
 * How far a job is.
 *
 * @param rows how many rows have been scored
 * @param totalRows how many the input has; for CSV and JSON lines a guess from the bytes that were
 *     read, until the end
 * @param elapsed the time since the job was started
 */
public record BatchProgress(long rows, long totalRows, Duration elapsed) {

  /**
   * Returns the speed so far.
   *
   * @return rows per second, 0 at the very start
   */
  public double rowsPerSecond() {
    return elapsed.isZero() ? 0 : rows * 1e9 / elapsed.toNanos();
  }
}
