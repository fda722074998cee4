package dev.slipway.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time span as {@code 500ms}, {@code 2s} or {@code 1m}. */
final class TimeoutConverter implements ITypeConverter<Duration> {

  private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})(ms|s|m)");

  @Override
  public Duration convert(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches() || Long.parseLong(span.group(1)) == 0) {
      throw new TypeConversionException(
          "'" + text + "' is no time above zero, expected as 500ms, 2s or 1m");
    }
    long amount = Long.parseLong(span.group(1));
    return switch (span.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }
}
