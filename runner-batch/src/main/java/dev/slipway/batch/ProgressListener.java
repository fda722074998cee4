package dev.slipway.batch;

/** Told how far a job is; for progress bars. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * Called about ten times a second, and once more when all rows are scored, always in the thread
   * that runs the job. An exception ends the job, which then leaves nothing.
   *
   * @param progress how far the job is
   */
  void progressed(BatchProgress progress);
}
