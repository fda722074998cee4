package dev.slipway.cli;

/** What bad rows of a batch job do. */
enum BadRows {
  /** The first one fails the job. */
  FAIL,
  /** They go to a file of their own. */
  REJECT
}
