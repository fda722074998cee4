package dev.slipway.registry.mlflow;

import java.time.Duration;

/**
 * How long a server may take.
 *
 * @param connect to take a connection
 * @param response to answer a request with headers
 * @param stall between two parts of a body
 * @param total for a whole operation with all its requests and waits
 */
public record MlflowTimes(Duration connect, Duration response, Duration stall, Duration total) {

  /** For a connection. */
  public static final Duration DEFAULT_CONNECT = Duration.ofSeconds(10);

  /** For an answer. */
  public static final Duration DEFAULT_RESPONSE = Duration.ofSeconds(60);

  /** Between two parts of a body. */
  public static final Duration DEFAULT_STALL = Duration.ofSeconds(60);

  /** For a whole operation. */
  public static final Duration DEFAULT_TOTAL = Duration.ofMinutes(30);

  /**
   * Checks that all are above zero.
   *
   * @param connect see the record
   * @param response see the record
   * @param stall see the record
   * @param total see the record
   */
  public MlflowTimes {
    for (Duration time : new Duration[] {connect, response, stall, total}) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("times must be above zero, but one is " + time);
      }
    }
  }

  /**
   * Returns what holds unless set.
   *
   * @return the constants above
   */
  public static MlflowTimes defaults() {
    return new MlflowTimes(DEFAULT_CONNECT, DEFAULT_RESPONSE, DEFAULT_STALL, DEFAULT_TOTAL);
  }

  /**
   * Returns these times with another one for connections.
   *
   * @param most above zero
   * @return the times
   */
  public MlflowTimes withConnect(Duration most) {
    return new MlflowTimes(most, response, stall, total);
  }

  /**
   * Returns these times with another one for answers.
   *
   * @param most above zero
   * @return the times
   */
  public MlflowTimes withResponse(Duration most) {
    return new MlflowTimes(connect, most, stall, total);
  }

  /**
   * Returns these times with another one between parts of a body.
   *
   * @param most above zero
   * @return the times
   */
  public MlflowTimes withStall(Duration most) {
    return new MlflowTimes(connect, response, most, total);
  }

  /**
   * Returns these times with another one for whole operations.
   *
   * @param most above zero
   * @return the times
   */
  public MlflowTimes withTotal(Duration most) {
    return new MlflowTimes(connect, response, stall, most);
  }
}
