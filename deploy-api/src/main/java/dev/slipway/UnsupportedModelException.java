package dev.slipway;

import org.jspecify.annotations.Nullable;

/** A sound model that nothing here can run: an operator, a type or a format; nothing stays open. */
public final class UnsupportedModelException extends SlipwayException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param code what went wrong
   * @param message the whole message
   * @param cause what was caught, if anything
   */
  public UnsupportedModelException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
