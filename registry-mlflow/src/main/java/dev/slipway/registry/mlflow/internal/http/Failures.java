package dev.slipway.registry.mlflow.internal.http;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** What an exception of the JDK means, in words. */
public final class Failures {

  private Failures() {}

  /**
   * Returns why something failed, as short as it can be said.
   *
   * @param failed what was caught
   * @return a few words
   */
  public static String reason(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "its host has no address";
      }
    }
    String message = failed.getMessage();
    if (failed instanceof ConnectException && message == null) {
      return "nothing listens there";
    }
    return message == null ? failed.getClass().getSimpleName() : message;
  }
}
