package dev.slipway.registry.mlflow.internal.http;

import java.time.Duration;

/** Durations in words. */
public final class Durations {

  private Durations() {}

  /**
   * Returns a duration as people say it.
   *
   * @param time zero or more
   * @return as {@code 250 ms}, {@code 30 s} or {@code 5 min}
   */
  public static String words(Duration time) {
    long millis = time.toMillis();
    if (millis % 1000 != 0) {
      return millis + " ms";
    }
    return millis >= 120_000 && millis % 60_000 == 0
        ? millis / 60_000 + " min"
        : millis / 1000 + " s";
  }
}
