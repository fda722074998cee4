package dev.slipway.registry.mlflow.internal.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A transfer that failed. The message is the fact that continues "Cannot ⟨do⟩ ⟨what⟩: …". */
public final class TransferException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What kind of failure it is, which decides what may be done about it. */
  public enum Kind {
    /** The server cannot be reached, is too busy, or takes too long; a cache may answer instead. */
    UNREACHABLE,
    /** The server answered and said no. */
    REFUSED,
    /** What answered is not the server that is expected, or it broke the protocol. */
    BAD_ANSWER,
    /** What the server offers is unsafe or above a limit. */
    UNSAFE,
    /** This machine cannot write or read its own files. */
    LOCAL
  }

  private final Kind kind;
  private final int status;
  private final String errorCode;

  /**
   * Creates a failure without an answer.
   *
   * @param kind what kind it is
   * @param fact what is wrong, what was expected and what to do
   * @param cause what was caught, if anything
   */
  public TransferException(Kind kind, String fact, @Nullable Throwable cause) {
    this(kind, fact, cause, 0, "");
  }

  private TransferException(
      Kind kind, String fact, @Nullable Throwable cause, int status, String errorCode) {
    super(fact, cause);
    this.kind = kind;
    this.status = status;
    this.errorCode = errorCode;
  }

  /**
   * Returns the failure of a server that answered with an error.
   *
   * @param status the HTTP status
   * @param errorCode the server's name of the error, empty if it gave none
   * @param fact what is wrong
   * @return a failure of the kind {@link Kind#REFUSED}
   */
  public static TransferException refused(int status, String errorCode, String fact) {
    return new TransferException(Kind.REFUSED, fact, null, status, errorCode);
  }

  /**
   * Returns what kind of failure it is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns the status of an answer that refused.
   *
   * @return the HTTP status, 0 without an answer
   */
  public int status() {
    return status;
  }

  /**
   * Returns the server's name of the error.
   *
   * @return as {@code RESOURCE_DOES_NOT_EXIST}; empty if it gave none
   */
  public String errorCode() {
    return errorCode;
  }

  /** Returns the fact. */
  public String fact() {
    return String.valueOf(getMessage());
  }
}
