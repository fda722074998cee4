package dev.slipway;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements of columns as Java objects, and back. */
final class ColumnValues {

  private static final int SHOWN_CHARACTERS = 60;

  /** More digits than any 64-bit integer has; keeps 1e999999999 from being written out. */
  private static final int MOST_DIGITS = 20;

  private ColumnValues() {}

  static Object value(Column column, int row) {
    return column.rowShape().rank() == 0
        ? element(column, row)
        : nested(column, column.rowShape(), row * column.width());
  }

  private static List<Object> nested(Column column, Shape shape, int first) {
    List<Object> list = new ArrayList<>();
    Shape inner = shape.row();
    int width = Math.toIntExact(inner.elements());
    for (int k = 0; k < shape.dimension(0); k++) {
      int place = first + k * width;
      list.add(inner.rank() == 0 ? element(column, place) : nested(column, inner, place));
    }
    return list;
  }

  private static Object element(Column column, int index) {
    return switch (column.type()) {
      case BOOL -> column.booleanAt(index);
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> column.longAt(index);
      case UINT64 -> new BigInteger(Long.toUnsignedString(column.longAt(index)));
      case FLOAT16, BFLOAT16, FLOAT32 -> column.floatAt(index);
      case FLOAT64 -> column.doubleAt(index);
      case STRING -> column.stringAt(index);
      case BINARY -> column.bytesAt(index);
      case DATETIME -> instant(column.longAt(index));
    };
  }

  static String describe(Column column) {
    Object[] head = new Object[Math.min(column.rows(), 5)];
    Arrays.setAll(head, column::valueAt);
    return column.type() + " x " + column.rows() + " " + Arrays.toString(head);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * Returns an object as the {@code long} that an integer, boolean or datetime column keeps.
   *
   * @throws IllegalArgumentException if it does not fit the type
   */
  static long toLong(ElementType type, Object value) {
    if (type.isInteger() && value instanceof Number number) {
      return integer(type, number);
    }
    if (type == ElementType.BOOL && value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (type == ElementType.DATETIME && value instanceof LocalDateTime local) {
      return micros(local.toInstant(ZoneOffset.UTC));
    }
    if (type == ElementType.DATETIME && value instanceof Instant instant) {
      return micros(instant);
    }
    throw misfit(type, value);
  }

  private static long micros(Instant instant) {
    long seconds = instant.getEpochSecond();
    long micros = instant.getNano() / 1000;
    try {
      // Before 1970 counted from the second above, which a long still holds at its very end.
      return seconds < 0
          ? Math.addExact(Math.multiplyExact(seconds + 1, 1_000_000L), micros - 1_000_000)
          : Math.addExact(Math.multiplyExact(seconds, 1_000_000L), micros);
    } catch (ArithmeticException tooFar) {
      throw misfit(ElementType.DATETIME, instant);
    }
  }

  private static long integer(ElementType type, Number number) {
    if (number instanceof Long || number instanceof Integer) {
      long value = number.longValue();
      if (fits(type, value)) {
        return value;
      }
      throw misfit(type, number);
    }
    BigInteger exact = exactly(number);
    boolean unsigned = type == ElementType.UINT64 && exact != null && exact.signum() >= 0;
    if (exact != null && exact.bitLength() <= (unsigned ? 64 : 63)) {
      long value = exact.longValue();
      if (unsigned || fits(type, value)) {
        return value;
      }
    }
    throw misfit(type, number);
  }

  private static @Nullable BigInteger exactly(Number number) {
    try {
      BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
      boolean tooLong = (long) decimal.precision() - decimal.scale() > MOST_DIGITS;
      return tooLong || decimal.scale() > 0 ? null : decimal.toBigInteger();
    } catch (NumberFormatException notFinite) {
      return null;
    }
  }

  /** Returns whether an integer type holds a signed value without cutting it. */
  static boolean fits(ElementType type, long value) {
    int bits = type.byteWidth() * 8;
    if (type.isUnsigned()) {
      return value >= 0 && (bits == 64 || value >>> bits == 0);
    }
    return value == value << (64 - bits) >> (64 - bits);
  }

  static IllegalArgumentException misfit(ElementType type, Object value) {
    String text = String.valueOf(value);
    if (text.length() > SHOWN_CHARACTERS) {
      text = text.substring(0, SHOWN_CHARACTERS) + "…";
    }
    return new IllegalArgumentException(
        "a "
            + type
            + " column cannot hold "
            + text
            + " ("
            + value.getClass().getSimpleName()
            + ")");
  }
}
