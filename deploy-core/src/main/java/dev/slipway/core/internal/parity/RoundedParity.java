package dev.slipway.core.internal.parity;

import dev.slipway.Parity;
import dev.slipway.core.ModelPackage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Turns measured differences into what a package states: rounder, and with room to spare. */
final class RoundedParity {

  /** How many times the measured difference is stated: other rows may differ by more. */
  private static final double MARGIN = 2;

  private static final double[] STEPS = {1, 2, 5, 10};

  private RoundedParity() {}

  /**
   * Returns a parity.
   *
   * @param absolute the largest difference of numbers below 1
   * @param relative the largest difference of other numbers, as a share of them
   * @param agreement the smallest share of equal labels
   */
  static Parity of(Parity.Level level, double absolute, double relative, double agreement) {
    // Numbers of one of the sizes may not have been seen; at 1 both tolerances are the same.
    double below = up(absolute == 0 ? relative : absolute);
    double from = up(relative == 0 ? absolute : relative);
    if (below == 0 && from == 0) {
      // Only labels differ; the level is no tolerance without one.
      below = ModelPackage.DEFAULT_PARITY.absolute();
    }
    return new Parity(level, below, from, down(agreement));
  }

  /** Returns twice the value, rounded up to 1, 2 or 5 times a power of ten. */
  static double up(double value) {
    if (value == 0 || Double.isInfinite(value)) {
      return value;
    }
    double wanted = Math.min(MARGIN * value, Double.MAX_VALUE / 100);
    int exponent = (int) Math.floor(Math.log10(wanted));
    for (double step : STEPS) {
      double rounded = BigDecimal.valueOf(step).scaleByPowerOfTen(exponent).doubleValue();
      if (rounded >= wanted) {
        return rounded;
      }
    }
    return BigDecimal.ONE.scaleByPowerOfTen(exponent + 2).doubleValue();
  }

  /** Returns 1 for 1, else twice the disagreement, rounded down to whole hundredths. */
  static double down(double agreement) {
    double kept = Math.max(0, 1 - MARGIN * (1 - agreement));
    return BigDecimal.valueOf(kept).setScale(2, RoundingMode.FLOOR).doubleValue();
  }
}
