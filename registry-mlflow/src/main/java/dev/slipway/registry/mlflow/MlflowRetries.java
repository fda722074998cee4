package dev.slipway.registry.mlflow;

import java.time.Duration;

/**
 * How often a request is made again where that is safe and may help.
 *
 * @param attempts how often it is made at most, the first time counted
 * @param firstPause how long to wait before the second attempt at most; the wait is random, its
 *     bound doubles with every attempt
 * @param longestPause where doubling ends
 */
public record MlflowRetries(int attempts, Duration firstPause, Duration longestPause) {

  /** Attempts. */
  public static final int DEFAULT_ATTEMPTS = 5;

  /** The bound of the first wait. */
  public static final Duration DEFAULT_FIRST_PAUSE = Duration.ofSeconds(1);

  /** The bound of every wait that the server does not ask for. */
  public static final Duration DEFAULT_LONGEST_PAUSE = Duration.ofSeconds(30);

  /**
   * Checks the numbers.
   *
   * @param attempts at least 1
   * @param firstPause zero or more
   * @param longestPause zero or more
   */
  public MlflowRetries {
    if (attempts < 1 || firstPause.isNegative() || longestPause.isNegative()) {
      throw new IllegalArgumentException(
          "expected at least 1 attempt and pauses of zero or more, but got "
              + attempts
              + ", "
              + firstPause
              + " and "
              + longestPause);
    }
  }

  /**
   * Returns what holds unless set.
   *
   * @return the constants above
   */
  public static MlflowRetries defaults() {
    return new MlflowRetries(DEFAULT_ATTEMPTS, DEFAULT_FIRST_PAUSE, DEFAULT_LONGEST_PAUSE);
  }
}
