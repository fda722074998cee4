package dev.slipway;

import org.jspecify.annotations.Nullable;

/**
 * A call that found no free place, or whose time was over; the predictor goes on and the call may
 * be repeated.
 */
public final class OverloadedException extends SlipwayException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param code what went wrong
   * @param message the whole message
   * @param cause what was caught, if anything
   */
  public OverloadedException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
