package dev.slipway;

import org.jspecify.annotations.Nullable;

/** An engine that failed during a call or a load; after a failed call the predictor goes on. */
public final class EngineException extends SlipwayException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param code what went wrong
   * @param message the whole message
   * @param cause what was caught, if anything
   */
  public EngineException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
