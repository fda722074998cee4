package dev.slipway.batch.internal.csv;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.core.json.ShortestDecimal;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** Elements as texts. */
final class CsvValue {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private CsvValue() {}

  /**
   * Adds a value to a column.
   *
   * @throws IllegalArgumentException if the bytes are no value of the column's type; nothing is
   *     added
   */
  static void add(ColumnBuffer column, byte[] bytes, int length) throws CharacterCodingException {
    ElementType type = column.type();
    if ((type.isFloating() || type.isInteger()) && CsvNumber.add(column, bytes, 0, length)) {
      return;
    }
    if (type == ElementType.STRING && isAscii(bytes, length)) {
      column.addBytes(bytes, length);
    } else {
      add(column, text(bytes, length));
    }
  }

  private static boolean isAscii(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns bytes as a text, if they are one. */
  static String text(byte[] bytes, int length) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
  }

  /**
   * Adds a value to a column.
   *
   * @throws IllegalArgumentException if the text is none of the column's type; nothing is added
   */
  static void add(ColumnBuffer column, String text) {
    ElementType type = column.type();
    if (type.isFloating()) {
      column.addDouble(type == ElementType.FLOAT64 ? floating(text) : single(text));
    } else if (type.isInteger()) {
      column.addValue(integer(text));
    } else {
      addOther(column, text);
    }
  }

  private static void addOther(ColumnBuffer column, String text) {
    switch (column.type()) {
      case BOOL -> column.addLong(flag(text) ? 1 : 0);
      case DATETIME -> column.addLong(micros(text));
      case BINARY -> addBytes(column, Base64.getDecoder().decode(text));
      default -> addBytes(column, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void addBytes(ColumnBuffer column, byte[] bytes) {
    column.addBytes(bytes, bytes.length);
  }

  private static Number integer(String text) {
    checkNumber(text);
    boolean plain =
        text.length() < 19 && text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return plain ? Long.valueOf(text.startsWith("+") ? text.substring(1) : text) : exact(text);
  }

  private static BigDecimal exact(String text) {
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > 1000) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  private static double floating(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(checkNumber(text));
    };
  }

  /** Rounds the text once: by way of a double it could be rounded twice. */
  private static float single(String text) {
    return NUMBER.matcher(text).matches() ? Float.parseFloat(text) : (float) floating(text);
  }

  private static String checkNumber(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** Takes ISO 8601 dates and times, with {@code T} or a space; without an offset they are UTC. */
  private static long micros(String text) {
    try {
      Instant instant = instant(text.replace(' ', 'T'));
      long seconds = Math.multiplyExact(instant.getEpochSecond(), 1_000_000L);
      return Math.addExact(seconds, instant.getNano() / 1000);
    } catch (DateTimeException | ArithmeticException wrong) {
      throw new IllegalArgumentException(text, wrong);
    }
  }

  private static Instant instant(String text) {
    if (text.indexOf('T') < 0) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    String time = text.substring(text.indexOf('T'));
    boolean offset = time.endsWith("Z") || time.indexOf('+') >= 0 || time.indexOf('-') >= 0;
    Instant instant =
        offset
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    if (instant.get(ChronoField.NANO_OF_SECOND) % 1000 != 0) {
      throw new IllegalArgumentException(text);
    }
    return instant;
  }

  /** Returns one element of a column as a text that {@link #add} takes back to the same value. */
  static String text(Column column, int index) {
    return switch (column.type()) {
      case BOOL -> Boolean.toString(column.booleanAt(index));
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> Long.toString(column.longAt(index));
      case UINT64 -> Long.toUnsignedString(column.longAt(index));
      case FLOAT16, BFLOAT16, FLOAT32 -> ShortestDecimal.of(column.floatAt(index));
      case FLOAT64 -> ShortestDecimal.of(column.doubleAt(index));
      case STRING -> column.stringAt(index);
      case BINARY -> Base64.getEncoder().encodeToString(column.bytesAt(index));
      case DATETIME -> Instant.EPOCH.plus(column.longAt(index), ChronoUnit.MICROS).toString();
    };
  }
}
