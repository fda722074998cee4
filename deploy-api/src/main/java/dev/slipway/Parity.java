package dev.slipway;

import java.util.Objects;

/**
 * How equal two ways of running a model are. An {@code actual} number is within {@link
 * Level#TOLERANCE} of an {@code expected} one if {@code |actual - expected| <= absolute + relative
 * * |expected|}; two NaN are equal, two infinities of one sign are equal.
 *
 * @param level the kind of equality
 * @param absolute the absolute tolerance, 0 for {@link Level#EXACT}
 * @param relative the relative tolerance, 0 for {@link Level#EXACT}
 * @param labelAgreement the share of rows, 0 to 1, whose labels must be equal
 */
public record Parity(Level level, double absolute, double relative, double labelAgreement) {

  /** The kinds of equality, strictest first. */
  public enum Level {
    /** Bit-equal on one host for every batch size, thread count and strategy. */
    EXACT,
    /** Within an absolute and a relative tolerance, with a share of equal labels. */
    TOLERANCE,
    /** Equal only in a metric over many rows, as quantised variants are. */
    METRIC
  }

  /**
   * Checks the components.
   *
   * @param level see the record
   * @param absolute see the record
   * @param relative see the record
   * @param labelAgreement see the record
   */
  public Parity {
    Objects.requireNonNull(level, "level");
    if (!(absolute >= 0) || !(relative >= 0)) {
      throw new IllegalArgumentException(
          "tolerances must be at least 0, but were " + absolute + " and " + relative);
    }
    if (!(labelAgreement >= 0 && labelAgreement <= 1)) {
      throw new IllegalArgumentException(
          "label agreement must be between 0 and 1, but was " + labelAgreement);
    }
  }

  /**
   * Returns bit equality.
   *
   * @return the strictest level
   */
  public static Parity exact() {
    return new Parity(Level.EXACT, 0, 0, 1);
  }

  /**
   * Returns equality within tolerances, with all labels equal.
   *
   * @param absolute at least 0
   * @param relative at least 0
   * @return the level {@link Level#TOLERANCE}
   */
  public static Parity within(double absolute, double relative) {
    return new Parity(Level.TOLERANCE, absolute, relative, 1);
  }

  /**
   * Returns whether two numbers are equal at this level; at {@link Level#METRIC} by its tolerances.
   *
   * @param expected the number of the reference
   * @param actual the number to judge
   * @return whether they are equal enough; at {@link Level#EXACT} bit for bit, all NaN being one
   *     and -0 not being 0; an infinity only equals itself at every level
   */
  public boolean accepts(double expected, double actual) {
    if (Double.doubleToLongBits(expected) == Double.doubleToLongBits(actual)) {
      return true;
    }
    if (level == Level.EXACT || Double.isInfinite(expected) || Double.isInfinite(actual)) {
      return false;
    }
    double difference = Math.abs(actual - expected);
    // The absolute one by itself, since an unbounded relative one says nothing of 0.
    return expected == actual
        || difference <= absolute
        || difference <= absolute + relative * Math.abs(expected);
  }
}
