package dev.slipway.engine.tensorflow;

/** Bytes that are no SavedModel; the message is a fact that fits after "Cannot load X:". */
final class MalformedModelException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedModelException(String fact) {
    super(fact);
  }
}
