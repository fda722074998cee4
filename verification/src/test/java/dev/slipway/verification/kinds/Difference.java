package dev.slipway.verification.kinds;

import dev.slipway.Column;
import dev.slipway.Parity;
import dev.slipway.Parity.Level;
import dev.slipway.Table;
import dev.slipway.core.ModelPackage;

/** How far answers are from those of rows alone. Thread-safe. */
final class Difference {

  private final Table expected;
  private final Parity stated;
  private int rows;
  private int differing;
  private int otherLabels;
  private int beyondStated;
  private int beyondRounding;
  private double largest;

  /**
   * Starts with nothing compared.
   *
   * @param expected the answers of rows alone, in order
   * @param stated what the package says of them
   */
  Difference(Table expected, Parity stated) {
    this.expected = expected;
    this.stated = stated;
  }

  /** Compares answers with those of the rows of an order from one of its places on. */
  synchronized void add(Table answers, int[] order, int from) {
    for (int i = 0; i < answers.rows(); i++) {
      rows++;
      boolean equal = true;
      for (String name : expected.names()) {
        equal &= isEqual(expected.column(name), order[from + i], answers.column(name), i);
      }
      differing += equal ? 0 : 1;
    }
  }

  private boolean isEqual(Column wanted, int wantedRow, Column actual, int row) {
    if (actual.isNull(row) || actual.width() != wanted.width()) {
      throw new IllegalStateException("row " + row + " has another shape or no answer");
    }
    boolean equal = true;
    for (int k = 0; k < wanted.width(); k++) {
      int place = wantedRow * wanted.width() + k;
      int other = row * wanted.width() + k;
      boolean same =
          wanted.type().isFloating()
              ? isEqual(wanted.doubleAt(place), actual.doubleAt(other))
              : wanted.longAt(place) == actual.longAt(other);
      otherLabels += same || wanted.type().isFloating() ? 0 : 1;
      equal &= same;
    }
    return equal;
  }

  private boolean isEqual(double wanted, double actual) {
    largest = Math.max(largest, Math.abs(actual - wanted));
    beyondStated += stated.accepts(wanted, actual) ? 0 : 1;
    beyondRounding += ModelPackage.DEFAULT_PARITY.accepts(wanted, actual) ? 0 : 1;
    return Parity.exact().accepts(wanted, actual);
  }

  /** Returns how many answers were compared. */
  synchronized int rows() {
    return rows;
  }

  /** Returns whether every bit of every answer was the same. */
  synchronized boolean isNone() {
    return differing == 0;
  }

  /** Returns the largest difference of two numbers. */
  synchronized double largest() {
    return largest;
  }

  /** Returns whether every answer is as equal as the package says. */
  synchronized boolean isAsStated() {
    return stated.level() == Level.EXACT
        ? differing == 0
        : beyondStated == 0 && labelAgreement() >= stated.labelAgreement();
  }

  /** Returns the strictest level that was kept. */
  synchronized Level level() {
    if (differing == 0) {
      return Level.EXACT;
    }
    boolean rounding =
        beyondRounding == 0 && labelAgreement() >= ModelPackage.DEFAULT_PARITY.labelAgreement();
    return rounding ? Level.TOLERANCE : Level.METRIC;
  }

  private double labelAgreement() {
    return 1 - (double) otherLabels / rows;
  }
}
