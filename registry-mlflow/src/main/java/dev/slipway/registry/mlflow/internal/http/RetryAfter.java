package dev.slipway.registry.mlflow.internal.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After}: seconds, or a date. */
final class RetryAfter {

  private static final int DIGITS = 9;

  private RetryAfter() {}

  /** Returns how long to wait; empty if the header is missing or says nothing. */
  static Optional<Duration> parse(String header, Clock clock) {
    String text = header.strip();
    if (text.matches("[0-9]{1," + DIGITS + "}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), at);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException saysNothing) {
      return Optional.empty();
    }
  }
}
