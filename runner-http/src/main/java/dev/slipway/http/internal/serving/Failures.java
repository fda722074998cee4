package dev.slipway.http.internal.serving;

import dev.slipway.ErrorCode;
import dev.slipway.SlipwayException;

/** What callers are told of failures: nothing of the inside of the server. */
public final class Failures {

  private Failures() {}

  /**
   * Returns the text of a failure; only callers' faults and capacity tell details.
   *
   * @param failure any
   * @return a message without paths, classes or traces
   */
  public static String message(Throwable failure) {
    if (failure instanceof SlipwayException known) {
      ErrorCode.Blame blame = known.code().blame();
      if (blame == ErrorCode.Blame.CALLER || blame == ErrorCode.Blame.CAPACITY) {
        return String.valueOf(known.getMessage());
      }
      return "the model cannot answer (" + known.code() + "; the server's log says more)";
    }
    return "the server failed (its log says more)";
  }
}
