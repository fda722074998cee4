package dev.slipway.engine.tensorflow;

import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;

/** What the native library refused; the message is its own. */
final class StatusException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int OK = 0;
  private static final int MOST = 1_000;

  private final int code;

  private StatusException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** Throws if the last call with this status failed. */
  static void check(TF_Status status) throws StatusException {
    int code = tensorflow.TF_GetCode(status);
    if (code != OK) {
      String text = tensorflow.TF_Message(status).getString().strip();
      throw new StatusException(code, text.length() > MOST ? text.substring(0, MOST) : text);
    }
  }

  /** Returns whether the model is wrong rather than the host. */
  boolean isOfModel() {
    return switch (code) {
      case 3, 5, 6, 9, 11, 12, 15 -> true;
      default -> false;
    };
  }
}
