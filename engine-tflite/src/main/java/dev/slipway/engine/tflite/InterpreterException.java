package dev.slipway.engine.tflite;

/** What the native library refused to do; the message is what it said. */
final class InterpreterException extends Exception {

  private static final long serialVersionUID = 1L;

  InterpreterException(String said) {
    super(said);
  }
}
