package dev.slipway.benchmarks.harness;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for readers: three digits. */
final class Quantity {

  private static final int DIGITS = 3;

  private Quantity() {}

  /**
   * Returns a number and its unit, nanoseconds as microseconds where that is shorter, and without
   * what follows the unit after {@code " @ "}.
   */
  static String of(double value, String named) {
    String unit = named.split(" @ ", 2)[0];
    if (unit.equals("ns") && value >= 1000) {
      return number(value / 1000) + " µs";
    }
    return number(value) + " " + unit;
  }

  /** Returns a number of three digits, or all its digits before the point where there are more. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (Math.abs(value) >= 100) {
      return Long.toString(Math.round(value));
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
