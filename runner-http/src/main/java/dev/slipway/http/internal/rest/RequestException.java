package dev.slipway.http.internal.rest;

/** A request that the server itself refuses, before any model has to do with it. */
final class RequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  RequestException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Returns what went wrong, for callers. */
  String text() {
    return String.valueOf(getMessage());
  }
}
