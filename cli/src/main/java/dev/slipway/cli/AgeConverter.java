package dev.slipway.cli;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how old something is, as 30m, 12h or 7d. */
final class AgeConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    if (!plain.matches("[0-9]{1,6}[smhd]")) {
      throw new TypeConversionException(
          "'" + text + "' is no time, expected one as 30m, 12h or 7d");
    }
    long number = Long.parseLong(plain.substring(0, plain.length() - 1));
    return switch (plain.charAt(plain.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
