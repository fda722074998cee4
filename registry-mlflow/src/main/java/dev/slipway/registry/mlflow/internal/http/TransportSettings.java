package dev.slipway.registry.mlflow.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How requests are made.
 *
 * @param times how long the parts of a request may take
 * @param attempts how often a request is made at most, at least once
 * @param authorization the header's value, for one server
 * @param server the only server that sees it
 * @param tls whom to trust, if not whom the JDK trusts
 * @param clock tells what a date in an answer means
 * @param waiting lets time pass between attempts
 */
public record TransportSettings(
    Times times,
    int attempts,
    Optional<String> authorization,
    Origin server,
    Optional<SSLContext> tls,
    Clock clock,
    Waiting waiting) {

  /**
   * How long the parts of a request may take.
   *
   * @param connect until the server took the connection
   * @param response from then until it answered with headers
   * @param stall between two parts of a body
   * @param firstPause before the second attempt, on average half of it
   * @param longestPause before any attempt
   */
  public record Times(
      Duration connect,
      Duration response,
      Duration stall,
      Duration firstPause,
      Duration longestPause) {}

  /** Returns nothing secret. */
  @Override
  public String toString() {
    return "TransportSettings[" + server + ", " + times + ", attempts=" + attempts + "]";
  }
}
