package dev.slipway;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What conversions between element types must give, by exact arithmetic. */
final class Conversions {

  private static final List<Double> DOUBLES =
      List.of(
          0.0,
          -0.0,
          1.0,
          -1.5,
          0.1,
          2049.0,
          65519.99,
          65520.0,
          1e-8,
          1e39,
          -1e300,
          16777217.0,
          1.0000000596046448,
          1.0009765625000002,
          1.00390625,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  /** Among them longs that a detour over double would round twice, and all signs of all widths. */
  private static final List<Long> LONGS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          127L,
          128L,
          -128L,
          255L,
          32767L,
          32768L,
          65535L,
          2147483647L,
          -2147483648L,
          4294967295L,
          16777217L,
          9007199254740993L,
          -9007199254740993L,
          (1L << 60) + (1L << 36) + 1,
          (1L << 62) + (1L << 54) + 1,
          -(1L << 62) - (1L << 54) - 1,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          Long.MIN_VALUE + 1,
          -1024L,
          -1025L,
          0x8000_0080_0000_0001L,
          0x8080_0000_0000_0001L);

  private Conversions() {}

  static Stream<ElementType> numericTypes() {
    return Arrays.stream(ElementType.values()).filter(type -> !type.isVariableLength());
  }

  static boolean convert(ElementType from, ElementType to) {
    return to.isFloating() || !from.isFloating();
  }

  /** Returns a column of so many rows with the values above, again and again. */
  static ColumnBuffer column(ElementType type, int rows) {
    ColumnBuffer column = new ColumnBuffer(type, Shape.scalar());
    column.reset(rows);
    for (int row = 0; row < rows; row++) {
      if (type.isFloating()) {
        column.setDouble(row, DOUBLES.get(row % DOUBLES.size()));
      } else {
        column.setLong(row, LONGS.get(row % LONGS.size()));
      }
    }
    return column;
  }

  /** Returns the bits that an element has after its conversion to another type. */
  static long expectedBits(Column source, int index, ElementType to) {
    if (source.type().isFloating()) {
      return floating(source.doubleAt(index), to);
    }
    BigInteger value = integer(source.type(), source.longAt(index));
    return switch (to) {
      case BOOL -> value.signum() == 0 ? 0 : 1;
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> number(new BigDecimal(value), to);
      default -> value.longValue() & mask(to);
    };
  }

  private static BigInteger integer(ElementType type, long bits) {
    return type == ElementType.UINT64
        ? new BigInteger(Long.toUnsignedString(bits))
        : BigInteger.valueOf(bits);
  }

  private static long floating(double value, ElementType to) {
    if (Double.isFinite(value) && value != 0) {
      return number(new BigDecimal(value), to);
    }
    float same = (float) value;
    return switch (to) {
      case FLOAT64 -> Double.doubleToLongBits(value);
      case FLOAT32 -> Float.floatToIntBits(same) & mask(to);
      case BFLOAT16 -> Float.floatToIntBits(same) >>> 16;
      default -> special(value);
    };
  }

  private static long special(double value) {
    if (Double.isNaN(value)) {
      return 0x7e00;
    }
    long sign = Math.copySign(1, value) < 0 ? 0x8000 : 0;
    return value == 0 ? sign : sign | 0x7c00;
  }

  private static long number(BigDecimal value, ElementType to) {
    return switch (to) {
      case FLOAT64 -> Double.doubleToLongBits(Double.parseDouble(value.toString()));
      case FLOAT32 -> Float.floatToIntBits(Float.parseFloat(value.toString())) & mask(to);
      case FLOAT16 -> NarrowFloats.HALF.nearest(value);
      default -> NarrowFloats.BFLOAT.nearest(value);
    };
  }

  /** Returns the bits of an element of a tensor. */
  static long bits(Tensor tensor, int index) {
    int width = tensor.type().byteWidth();
    int place = index * width;
    return switch (width) {
          case 1 -> tensor.bytes().get(place);
          case 2 -> tensor.bytes().getShort(place);
          case 4 -> tensor.bytes().getInt(place);
          default -> tensor.bytes().getLong(place);
        }
        & mask(tensor.type());
  }

  private static long mask(ElementType type) {
    return type.byteWidth() == 8 ? -1L : (1L << (type.byteWidth() * 8)) - 1;
  }
}
