package dev.slipway.engine.onnx;

/** Bytes that are not an ONNX model; the message is a fact that fits after "Cannot load X:". */
final class MalformedModelException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedModelException(String fact) {
    super(fact);
  }
}
