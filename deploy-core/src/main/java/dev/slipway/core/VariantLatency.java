package dev.slipway.core;

/**
 * How long calls took by the package's own model and by a variant, through predictors of one
 * thread, in turns. Medians, in nanoseconds.
 *
 * @param rows in a call
 * @param before of the package's own model
 * @param after of the variant
 */
public record VariantLatency(int rows, double before, double after) {

  /**
   * Returns the share of its own model's time that the variant takes.
   *
   * @return below 1 if the variant is faster
   */
  public double ratio() {
    return after / before;
  }
}
