package dev.slipway.batch.internal.csv;

import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;

/**
 * The usual numbers, read without making objects: what is not so usual, or may be no number at all,
 * is left to {@link CsvValue}.
 */
final class CsvNumber {

  private static final int MOST_DIGITS = 15;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };
  private static final long FLOAT_TAIL = (1L << 29) - 1;
  private static final long FLOAT_MIDDLE = 1L << 28;

  private CsvNumber() {}

  /**
   * Adds a number of at most fifteen digits, with a sign and a point at most; returns false, having
   * added nothing, for all else.
   */
  static boolean add(ColumnBuffer column, byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int at = negative ? from + 1 : from; at < to; at++) {
      byte next = bytes[at];
      if (next >= '0' && next <= '9') {
        digits = digits * 10 + next - '0';
        count++;
      } else if (next == '.' && point < 0) {
        point = count;
      } else {
        return false;
      }
    }
    if (count == 0 || count > MOST_DIGITS) {
      return false;
    }
    return column.type().isFloating()
        ? addFloating(column, negative, (double) digits / POWERS[point < 0 ? 0 : count - point])
        : point < 0 && addInteger(column, negative ? -digits : digits);
  }

  /** Digits and power are exact doubles, so that their quotient is rounded once. */
  private static boolean addFloating(ColumnBuffer column, boolean negative, double absolute) {
    ElementType type = column.type();
    boolean once =
        type == ElementType.FLOAT64
            || (type == ElementType.FLOAT32
                && (Double.doubleToRawLongBits(absolute) & FLOAT_TAIL) != FLOAT_MIDDLE);
    if (once) {
      column.addDouble(negative ? -absolute : absolute);
    }
    return once;
  }

  private static boolean addInteger(ColumnBuffer column, long value) {
    ElementType type = column.type();
    int bits = type.byteWidth() * Byte.SIZE;
    boolean fits =
        type.isUnsigned()
            ? value >= 0 && (bits == Long.SIZE || value >>> bits == 0)
            : bits == Long.SIZE || value == value << (Long.SIZE - bits) >> (Long.SIZE - bits);
    if (fits) {
      column.addLong(value);
    }
    return fits;
  }
}
