package dev.slipway.core.internal.predict;

import dev.slipway.ColumnBuffer;

/**
 * Rounds to a number of digits after the decimal point, exactly: to the double nearest to the
 * nearest decimal, the even one for ties. Immutable.
 */
final class DecimalRounding implements MappedWriter.Function {

  private static final double ALL_WHOLE = 0x1p52;

  private final double scale;

  /**
   * Prepares to round.
   *
   * @param digits from 0 to 15, so that the power of ten is exact
   */
  DecimalRounding(int digits) {
    this.scale = Double.parseDouble("1e" + digits);
  }

  @Override
  public void apply(ColumnBuffer target, int elements) {
    for (int i = 0; i < elements; i++) {
      target.setDouble(i, rounded(target.doubleAt(i)));
    }
  }

  double rounded(double value) {
    double scaled = value * scale;
    if (!(Math.abs(scaled) < ALL_WHOLE)) {
      return value;
    }
    double whole = Math.rint(scaled);
    if (Math.abs(scaled - whole) == 0.5) {
      // The product may have become a tie by rounding: its error tells to which side it belongs.
      double error = Math.fma(value, scale, -scaled);
      whole = error == 0 ? whole : scaled + Math.copySign(0.5, error);
    }
    return Math.copySign(whole / scale, value);
  }
}
