package dev.slipway.batch;

import dev.slipway.ModelVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What a job has done.
 *
 * @param output where the answers are: one file, or a directory of part files
 * @param rows how many rows the output has; with the rejected ones as many as the input
 * @param rejectedRows how many bad rows went to the file of rejects; 0 where such a row fails a job
 * @param inputFiles how many files were read
 * @param outputFiles how many files were written
 * @param version the model version that answered, as in the provenance columns
 * @param scoredAt the time in the column {@code scored_at}
 * @param elapsed how long it took, from start to the published output
 */
public record BatchReport(
    Path output,
    long rows,
    long rejectedRows,
    int inputFiles,
    int outputFiles,
    ModelVersion version,
    Instant scoredAt,
    Duration elapsed) {

  /**
   * Returns the speed.
   *
   * @return rows per second over the whole job
   */
  public double rowsPerSecond() {
    return rows * 1e9 / Math.max(1, elapsed.toNanos());
  }
}
