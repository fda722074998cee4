package dev.slipway.http.internal.serving;

/** Tells whether a server answers. Thread-safe. */
public interface Readiness {

  /** Returns whether every model that was asked for answers, and the server is not stopping. */
  boolean isReady();

  /** Returns whether connections should end with the answers that they wait for. */
  boolean isStopping();

  /** Returns why it is not ready, or the empty text. */
  String reason();
}
