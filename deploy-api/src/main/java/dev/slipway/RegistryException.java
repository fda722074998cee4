package dev.slipway;

import org.jspecify.annotations.Nullable;

/**
 * A registry that cannot do what was asked of it; what it held before, it holds still. A model that
 * it does not have is an {@link InvalidPackageException} with {@link ErrorCode#MODEL_NOT_FOUND}.
 */
public final class RegistryException extends SlipwayException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param code what went wrong
   * @param message the whole message
   * @param cause what was caught, if anything
   */
  public RegistryException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
