package dev.slipway.core.internal.parity;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Parity;
import dev.slipway.core.OutputDifference;
import java.util.Arrays;

/**
 * How far one output's answers are from those of the reference. Numbers are compared by their bits,
 * all NaN being one; everything else by its value. Not thread-safe.
 */
final class OutputTally {

  private final String name;
  private final Parity bound;
  private double absolute;
  private double relative;
  private double absoluteBelowOne;
  private double relativeFromOne;
  private long beyond;
  private int rows;
  private int differing;
  private int unequalLabels;
  private double agreement = 1;

  /**
   * Starts with nothing compared.
   *
   * @param name the output's
   * @param bound what every number should be within
   */
  OutputTally(String name, Parity bound) {
    this.name = name;
    this.bound = bound;
  }

  /** Compares a row and returns whether it is equal. */
  boolean add(Column expected, int expectedRow, Column actual, int actualRow) {
    rows++;
    boolean equal = compare(expected, expectedRow, actual, actualRow);
    if (!equal) {
      differing++;
      unequalLabels += expected.type().isFloating() ? 0 : 1;
    }
    return equal;
  }

  private boolean compare(Column expected, int expectedRow, Column actual, int actualRow) {
    boolean missing = expected.isNull(expectedRow);
    if (missing || actual.isNull(actualRow)) {
      return missing == actual.isNull(actualRow) || incomparable(expected);
    }
    if (!expected.rowShape().equals(actual.rowShape())) {
      return incomparable(expected);
    }
    boolean equal = true;
    int width = expected.width();
    for (int k = 0; k < width; k++) {
      equal &= element(expected, expectedRow * width + k, actual, actualRow * width + k);
    }
    return equal;
  }

  /** Counts a row with a value or shape on one side only. */
  private boolean incomparable(Column expected) {
    if (expected.type().isFloating()) {
      number(0, Double.NaN);
    }
    return false;
  }

  private boolean element(Column expected, int at, Column actual, int other) {
    ElementType type = expected.type();
    if (type.isFloating()) {
      return number(expected.doubleAt(at), actual.doubleAt(other));
    }
    return type.isVariableLength()
        ? Arrays.equals(expected.bytesAt(at), actual.bytesAt(other))
        : expected.longAt(at) == actual.longAt(other);
  }

  private boolean number(double expected, double actual) {
    if (Double.doubleToLongBits(expected) == Double.doubleToLongBits(actual)) {
      return true;
    }
    double difference = Math.abs(actual - expected);
    difference = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    double size = Math.abs(expected);
    double share = difference == 0 ? 0 : size == 0 ? Double.POSITIVE_INFINITY : difference / size;
    absolute = Math.max(absolute, difference);
    relative = Math.max(relative, share);
    if (size < 1) {
      absoluteBelowOne = Math.max(absoluteBelowOne, difference);
    } else {
      relativeFromOne = Math.max(relativeFromOne, share);
    }
    beyond += bound.accepts(expected, actual) ? 0 : 1;
    return false;
  }

  /** Adds what another pass over all rows has found. */
  void merge(OutputTally pass) {
    absolute = Math.max(absolute, pass.absolute);
    relative = Math.max(relative, pass.relative);
    absoluteBelowOne = Math.max(absoluteBelowOne, pass.absoluteBelowOne);
    relativeFromOne = Math.max(relativeFromOne, pass.relativeFromOne);
    beyond += pass.beyond;
    rows = Math.max(rows, pass.rows);
    differing = Math.max(differing, pass.differing);
    agreement = Math.min(agreement, pass.agreement());
  }

  private double agreement() {
    return Math.min(agreement, rows == 0 ? 1 : 1 - (double) unequalLabels / rows);
  }

  boolean isExact() {
    return differing == 0;
  }

  /** Returns whether every number is within the bound and enough labels are equal. */
  boolean isWithinBound() {
    return beyond == 0 && agreement() >= bound.labelAgreement();
  }

  double absoluteBelowOne() {
    return absoluteBelowOne;
  }

  double relativeFromOne() {
    return relativeFromOne;
  }

  OutputDifference difference() {
    return new OutputDifference(name, differing, absolute, relative, agreement());
  }
}
