package dev.slipway.http.internal.rest;

import dev.slipway.ErrorCode;
import dev.slipway.SlipwayException;

/**
 * The one table from error codes to HTTP statuses, and the statuses that the server sends itself.
 */
final class HttpStatus {

  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int TIMEOUT = 408;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED_MEDIA_TYPE = 415;
  static final int TOO_MANY = 429;

  /** Never sent: nobody is there any more. As other servers name it in their logs. */
  static final int CALLER_GONE = 499;

  static final int INTERNAL = 500;
  static final int NOT_IMPLEMENTED = 501;
  static final int UNAVAILABLE = 503;
  static final int DEADLINE = 504;

  private HttpStatus() {}

  /** Returns the status of a failure. */
  static int of(Throwable failure) {
    if (failure instanceof RequestException refused) {
      return refused.status();
    }
    return failure instanceof SlipwayException known ? of(known.code()) : INTERNAL;
  }

  /** Returns whether operators should hear of a failure: not of callers who went or waited. */
  static boolean isFault(Throwable failure) {
    boolean gone = failure instanceof SlipwayException known && known.code() == ErrorCode.CANCELLED;
    int status = of(failure);
    return !gone && status >= INTERNAL && status != DEADLINE;
  }

  private static int of(ErrorCode code) {
    return switch (code) {
      case INVALID_INPUT, MISSING_VALUE, UNACCEPTED_VALUE, INVALID_PARAMETER -> BAD_REQUEST;
      case MODEL_NOT_FOUND -> NOT_FOUND;
      case UNSUPPORTED_MODEL -> NOT_IMPLEMENTED;
      case INVALID_PACKAGE, SIGNATURE_MISMATCH, SELF_TEST_FAILED, CANCELLED -> UNAVAILABLE;
      case OVERLOADED -> TOO_MANY;
      case DEADLINE_EXCEEDED -> DEADLINE;
      default -> INTERNAL;
    };
  }
}
