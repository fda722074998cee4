package dev.slipway;

import org.jspecify.annotations.Nullable;

/** Every error that Slipway reports; {@link #code} says what it is and whose fault. */
public abstract sealed class SlipwayException extends RuntimeException
    permits InvalidPackageException,
        InvalidInputException,
        UnsupportedModelException,
        OverloadedException,
        RegistryException,
        EngineException {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  private final ErrorCode code;

  SlipwayException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /**
   * Returns the stable name of what went wrong.
   *
   * @return the code
   */
  public ErrorCode code() {
    return code;
  }
}
