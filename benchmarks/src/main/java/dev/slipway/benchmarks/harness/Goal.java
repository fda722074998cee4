package dev.slipway.benchmarks.harness;

/**
 * What a figure is held to, beside another of the same run.
 *
 * @param kind how the two are compared
 * @param limit the number that the comparison is held to
 */
public record Goal(Kind kind, double limit) {

  /** How a figure is compared with the one beside it. */
  public enum Kind {
    /** The quotient of both is at most the limit. */
    RATIO_AT_MOST,
    /** The quotient of both is at least the limit; for figures of which more is better. */
    RATIO_AT_LEAST,
    /** The speed, the inverse of that quotient, is at least the limit. */
    SPEED_AT_LEAST,
    /** The difference of both is at most the limit. */
    MORE_AT_MOST,
    /** The figure alone is at most the limit. */
    AT_MOST,
    /** Nothing was asked for; the quotient is told. */
    NONE
  }

  /**
   * Returns a goal of the kind {@link Kind#RATIO_AT_MOST}.
   *
   * @param limit the greatest quotient
   * @return the goal
   */
  public static Goal ratioAtMost(double limit) {
    return new Goal(Kind.RATIO_AT_MOST, limit);
  }

  /**
   * Returns a goal of the kind {@link Kind#RATIO_AT_LEAST}.
   *
   * @param limit the smallest quotient
   * @return the goal
   */
  public static Goal ratioAtLeast(double limit) {
    return new Goal(Kind.RATIO_AT_LEAST, limit);
  }

  /**
   * Returns a goal of the kind {@link Kind#SPEED_AT_LEAST}.
   *
   * @param limit the least speed, 1 for the same
   * @return the goal
   */
  public static Goal speedAtLeast(double limit) {
    return new Goal(Kind.SPEED_AT_LEAST, limit);
  }

  /**
   * Returns a goal of the kind {@link Kind#MORE_AT_MOST}.
   *
   * @param limit in the figure's own unit
   * @return the goal
   */
  public static Goal moreAtMost(double limit) {
    return new Goal(Kind.MORE_AT_MOST, limit);
  }

  /**
   * Returns a goal of the kind {@link Kind#AT_MOST}.
   *
   * @param limit in the figure's own unit
   * @return the goal
   */
  public static Goal atMost(double limit) {
    return new Goal(Kind.AT_MOST, limit);
  }

  /**
   * Returns a goal of the kind {@link Kind#NONE}.
   *
   * @return no goal
   */
  public static Goal none() {
    return new Goal(Kind.NONE, 0);
  }

  /**
   * Compares two figures.
   *
   * @param figure the one that has a goal
   * @param beside the other, of any value where the goal is for the figure alone
   * @return the number that the goal is for
   */
  public double of(double figure, double beside) {
    return switch (kind) {
      case RATIO_AT_MOST, RATIO_AT_LEAST, NONE -> figure / beside;
      case SPEED_AT_LEAST -> beside / figure;
      case MORE_AT_MOST -> figure - beside;
      case AT_MOST -> figure;
    };
  }

  /**
   * Returns whether a number that {@link #of} gave is as wanted.
   *
   * @param compared the number
   * @return true if it is, or nothing is wanted
   */
  public boolean isMet(double compared) {
    return switch (kind) {
      case RATIO_AT_MOST, MORE_AT_MOST, AT_MOST -> compared <= limit;
      case SPEED_AT_LEAST, RATIO_AT_LEAST -> compared >= limit;
      case NONE -> true;
    };
  }
}
