package dev.slipway.engine.djl.protobuf;

/** Bytes that are no model; the message is a fact that fits after "Cannot load X:". */
public final class MalformedModelException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param fact what is wrong, as "it has no graph"
   */
  public MalformedModelException(String fact) {
    super(fact);
  }
}
