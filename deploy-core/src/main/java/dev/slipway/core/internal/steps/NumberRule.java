package dev.slipway.core.internal.steps;

/** What a number in a step's settings must be. */
enum NumberRule {
  FINITE("a finite number"),
  NOT_NAN("a number other than NaN"),
  NOT_NEGATIVE("a finite number of at least 0"),
  POSITIVE("a finite number greater than 0");

  private final String words;

  NumberRule(String words) {
    this.words = words;
  }

  boolean accepts(double number) {
    return switch (this) {
      case FINITE -> Double.isFinite(number);
      case NOT_NAN -> !Double.isNaN(number);
      case NOT_NEGATIVE -> Double.isFinite(number) && number >= 0;
      case POSITIVE -> Double.isFinite(number) && number > 0;
    };
  }

  /** Returns what to say is expected. */
  @Override
  public String toString() {
    return words;
  }
}
