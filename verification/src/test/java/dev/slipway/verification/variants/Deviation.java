package dev.slipway.verification.variants;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Parity;
import dev.slipway.Parity.Level;
import dev.slipway.Table;
import java.util.List;

/** How far answers are from those of the package's own model, row by row. Thread-safe. */
final class Deviation {

  private final List<Table> expected;
  private final Parity stated;
  private int rows;
  private int differing;
  private int otherLabels;
  private int beyond;
  private double largest;

  /**
   * Starts with nothing compared.
   *
   * @param expected the answers of the package's own model to each row alone, in order
   * @param stated what the package says of the variant
   */
  Deviation(List<Table> expected, Parity stated) {
    this.expected = expected;
    this.stated = stated;
  }

  /** Compares answers with those of the rows from one on. */
  synchronized void add(Table answers, int from) {
    for (int row = 0; row < answers.rows(); row++) {
      rows++;
      Table alone = expected.get(from + row);
      if (!answers.names().equals(alone.names())) {
        throw new IllegalStateException("answers are " + answers.names());
      }
      boolean equal = true;
      boolean labels = true;
      for (String name : alone.names()) {
        Column wanted = alone.column(name);
        boolean same = isEqual(wanted, answers.column(name), row);
        equal &= same;
        labels &= same || wanted.type().isFloating();
      }
      differing += equal ? 0 : 1;
      otherLabels += labels ? 0 : 1;
    }
  }

  private boolean isEqual(Column wanted, Column actual, int row) {
    if (actual.isNull(row) || actual.type() != wanted.type() || actual.width() != wanted.width()) {
      throw new IllegalStateException("row " + row + " has another type or shape, or no answer");
    }
    boolean equal = true;
    for (int k = 0; k < wanted.width(); k++) {
      int other = row * wanted.width() + k;
      if (wanted.type().isFloating()) {
        equal &= isEqual(wanted.doubleAt(k), actual.doubleAt(other));
      } else if (wanted.type() == ElementType.STRING) {
        equal &= wanted.stringAt(k).equals(actual.stringAt(other));
      } else {
        equal &= wanted.longAt(k) == actual.longAt(other);
      }
    }
    return equal;
  }

  private boolean isEqual(double wanted, double actual) {
    largest = Math.max(largest, Math.abs(actual - wanted));
    beyond += stated.accepts(wanted, actual) ? 0 : 1;
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

  /** Returns the share of rows whose labels were all equal. */
  synchronized double labelAgreement() {
    return 1 - (double) otherLabels / rows;
  }

  /** Returns whether every answer is as equal as the package says. */
  synchronized boolean isAsStated() {
    return stated.level() == Level.EXACT
        ? differing == 0
        : beyond == 0 && labelAgreement() >= stated.labelAgreement();
  }

  @Override
  public synchronized String toString() {
    return rows + " rows, largest difference " + largest + ", labels " + labelAgreement();
  }
}
