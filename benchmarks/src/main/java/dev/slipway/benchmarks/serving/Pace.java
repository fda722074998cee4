package dev.slipway.benchmarks.serving;

import java.time.Duration;

/**
 * How long load lasts.
 *
 * @param warm before anything is counted
 * @param time while it is counted
 */
public record Pace(Duration warm, Duration time) {

  /**
   * Returns a pace.
   *
   * @param warm in milliseconds
   * @param time in milliseconds
   * @return the pace
   */
  public static Pace ofMillis(long warm, long time) {
    return new Pace(Duration.ofMillis(warm), Duration.ofMillis(time));
  }

  /**
   * Returns the pace of a load that follows another on the same server: half of the time to warm
   * up, in which the client's own code for that load is compiled, which would count as the server's
   * latency.
   */
  Pace following() {
    return new Pace(time.dividedBy(2), time);
  }
}
