package dev.slipway;

/**
 * A stable name of what went wrong. Codes are added, never renamed; each says whose fault it is,
 * which decides about retries, status codes and exit codes.
 */
public enum ErrorCode {
  /** The input does not fit the signature. */
  INVALID_INPUT(Blame.CALLER),
  /** A row lacks a value that the model requires. */
  MISSING_VALUE(Blame.CALLER),
  /** A row holds a value that a preprocessing step refuses. */
  UNACCEPTED_VALUE(Blame.CALLER),
  /** A parameter of the call is wrong. */
  INVALID_PARAMETER(Blame.CALLER),
  /** There is no model at the place named. */
  MODEL_NOT_FOUND(Blame.CALLER),
  /** Something in a registry is not what a change expects it to be, as after another's change. */
  REGISTRY_CONFLICT(Blame.CALLER),
  /** A registry lacks what is asked of it, or its format is newer than this Slipway. */
  REGISTRY_UNSUPPORTED(Blame.CALLER),
  /** The package is damaged, inconsistent or unsafe. */
  INVALID_PACKAGE(Blame.PACKAGE),
  /** A trust policy holds, and the package has no signature bundle. */
  UNSIGNED_PACKAGE(Blame.PACKAGE),
  /** A trust policy holds, and the package is not what somebody trusted signed. */
  UNTRUSTED_PACKAGE(Blame.PACKAGE),
  /** The package's signature disagrees with its model. */
  SIGNATURE_MISMATCH(Blame.PACKAGE),
  /** The package's golden records do not come out. */
  SELF_TEST_FAILED(Blame.PACKAGE),
  /** The package may not serve: it lacks a proof, or would break those who call it by its alias. */
  PROMOTION_REFUSED(Blame.PACKAGE),
  /** No engine here runs the model, or an engine lacks one of its operators or types. */
  UNSUPPORTED_MODEL(Blame.PACKAGE),
  /** Every place for a call is taken. */
  OVERLOADED(Blame.CAPACITY),
  /** The call's time was over before its answer was there. */
  DEADLINE_EXCEEDED(Blame.CAPACITY),
  /** The call was cancelled before its answer was there. */
  CANCELLED(Blame.CAPACITY),
  /** A registry does not answer, or another change holds it for too long. */
  REGISTRY_UNAVAILABLE(Blame.CAPACITY),
  /** A registry cannot be read or written, or its own files are damaged. */
  REGISTRY_FAILURE(Blame.ENGINE),
  /** The engine failed. */
  ENGINE_FAILURE(Blame.ENGINE);

  /** Whose fault an error is. */
  public enum Blame {
    /** The caller's: the same call fails again. */
    CALLER,
    /** The package's: every call fails until the package is mended. */
    PACKAGE,
    /** Nobody's: the same call may succeed later. */
    CAPACITY,
    /** The engine's or the machine's. */
    ENGINE
  }

  private final Blame blame;

  ErrorCode(Blame blame) {
    this.blame = blame;
  }

  /**
   * Returns whose fault the error is.
   *
   * @return who can do something about it
   */
  public Blame blame() {
    return blame;
  }
}
