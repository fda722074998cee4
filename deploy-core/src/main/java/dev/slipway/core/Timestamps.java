package dev.slipway.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** ISO 8601 texts for {@code DATETIME} values: UTC where no zone is given, to the microsecond. */
public final class Timestamps {

  private static final int DATE_LENGTH = 10;
  private static final long MICROS_IN_SECOND = 1_000_000;

  private static final DateTimeFormatter DATE_AND_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT)
          .withChronology(IsoChronology.INSTANCE)
          .withResolverStyle(ResolverStyle.STRICT);

  private Timestamps() {}

  /**
   * Reads a text.
   *
   * @param text a date, or date and time joined by {@code T} or a space
   * @return microseconds since 1970-01-01T00:00:00Z
   * @throws IllegalArgumentException if it is none, or finer than a microsecond
   */
  public static long parse(String text) {
    try {
      OffsetDateTime time =
          text.length() == DATE_LENGTH
              ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
              : OffsetDateTime.parse(joined(text), DATE_AND_TIME);
      if (time.getNano() % 1000 == 0) {
        long seconds = Math.multiplyExact(time.toEpochSecond(), MICROS_IN_SECOND);
        return Math.addExact(seconds, time.getNano() / 1000);
      }
    } catch (DateTimeException | ArithmeticException notOne) {
      // told below
    }
    throw new IllegalArgumentException("'" + text + "' is no ISO 8601 date and time");
  }

  private static String joined(String text) {
    boolean spaced = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
    return spaced ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1) : text;
  }

  /**
   * Writes a point in time.
   *
   * @param micros microseconds since 1970-01-01T00:00:00Z
   * @return as {@code 2024-03-31T23:59:00Z}, with a fraction if there is one
   */
  public static String format(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
