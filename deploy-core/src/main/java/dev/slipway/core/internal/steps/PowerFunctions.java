package dev.slipway.core.internal.steps;

/** The functions of {@code power}; each keeps NaN. */
final class PowerFunctions {

  private static final double TINY = Math.ulp(1.0);

  private PowerFunctions() {}

  /** Yeo and Johnson's function. */
  record YeoJohnson(double lambda) implements NumberFunction {

    @Override
    public void apply(NumberColumn values) {
      for (int row = 0; row < values.rows(); row++) {
        double value = values.at(row);
        values.set(row, value < 0 ? negative(value) : positive(value));
      }
    }

    private double positive(double value) {
      double log = StrictMath.log1p(value);
      return Math.abs(lambda) < TINY ? log : StrictMath.expm1(lambda * log) / lambda;
    }

    private double negative(double value) {
      double log = StrictMath.log1p(-value);
      double mirrored = 2 - lambda;
      return Math.abs(mirrored) <= TINY ? -log : -StrictMath.expm1(mirrored * log) / mirrored;
    }
  }

  /** Box and Cox's function, for positive numbers. */
  record BoxCox(double lambda) implements NumberFunction {

    @Override
    public void apply(NumberColumn values) {
      for (int row = 0; row < values.rows(); row++) {
        double log = StrictMath.log(values.at(row));
        values.set(row, Math.abs(lambda) < TINY ? log : StrictMath.expm1(lambda * log) / lambda);
      }
    }
  }

  /** A plain power. By {@link Math#pow}, since that of {@link StrictMath} allocates. */
  record Exponent(double exponent) implements NumberFunction {

    @Override
    public void apply(NumberColumn values) {
      for (int row = 0; row < values.rows(); row++) {
        double value = values.at(row);
        values.set(row, Double.isNaN(value) ? value : Math.pow(value, exponent));
      }
    }
  }
}
