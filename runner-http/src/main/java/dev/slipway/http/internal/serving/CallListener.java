package dev.slipway.http.internal.serving;

/** Hears of every call. Called on event loops and workers: must return at once. Thread-safe. */
public interface CallListener {

  /**
   * Hears that a version is served from now on.
   *
   * @param version with its name and label
   */
  void added(ServedVersion version);

  /**
   * Hears that a version is served no more; calls to it may still end.
   *
   * @param version heard of before
   */
  void removed(ServedVersion version);

  /**
   * Hears of an answer.
   *
   * @param version that answered
   * @param rows how many rows
   * @param queuedNanos from the request's arrival to the start of the model
   * @param inferNanos what the model took, with pre- and postprocessing
   */
  void answered(ServedVersion version, int rows, long queuedNanos, long inferNanos);

  /**
   * Hears of a call without an answer.
   *
   * @param version that was asked
   * @param failure what went wrong
   * @param nanos from the request's arrival
   */
  void failed(ServedVersion version, RuntimeException failure, long nanos);
}
