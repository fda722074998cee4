package dev.slipway.core.internal.parity;

import dev.slipway.Column;
import dev.slipway.Parity;
import dev.slipway.Table;
import dev.slipway.core.OutputDifference;
import dev.slipway.core.VariantDifference;
import java.util.ArrayList;
import java.util.List;

/** How far a variant's answers are from those of the package's own model. Not thread-safe. */
final class VariantTally {

  private final DifferenceTally worst;
  private final List<String> names;
  private final double[] sums;
  private final long[] numbers;

  /**
   * Starts with nothing compared.
   *
   * @param names of the outputs
   * @param bound what every number should be within
   */
  VariantTally(List<String> names, Parity bound) {
    this.names = names;
    this.worst = new DifferenceTally(names, bound);
    this.sums = new double[names.size()];
    this.numbers = new long[names.size()];
  }

  /** Returns a tally for one pass over all rows, to be merged at its end. */
  DifferenceTally newPass() {
    return worst.newPass();
  }

  void merge(DifferenceTally pass) {
    worst.merge(pass);
  }

  /** Compares tables of equally many rows. */
  void add(Table expected, Table actual, DifferenceTally pass) {
    for (int row = 0; row < expected.rows(); row++) {
      pass.add(expected, row, actual, row);
    }
    for (int i = 0; i < sums.length; i++) {
      sum(i, expected.column(names.get(i)), actual.column(names.get(i)));
    }
  }

  private void sum(int output, Column expected, Column actual) {
    if (!expected.type().isFloating() || !expected.rowShape().equals(actual.rowShape())) {
      return;
    }
    int width = expected.width();
    for (int row = 0; row < expected.rows(); row++) {
      if (expected.isNull(row) || actual.isNull(row)) {
        continue;
      }
      for (int at = row * width; at < (row + 1) * width; at++) {
        sums[output] += difference(expected.doubleAt(at), actual.doubleAt(at));
        numbers[output]++;
      }
    }
  }

  private static double difference(double expected, double actual) {
    if (Double.compare(expected, actual) == 0) {
      return 0;
    }
    double difference = Math.abs(actual - expected);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  /** Returns the strictest bounds at which everything is equal. */
  DifferenceTally worst() {
    return worst;
  }

  List<VariantDifference> differences() {
    List<VariantDifference> differences = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      OutputDifference most = worst.differences().get(i);
      differences.add(
          new VariantDifference(
              most.output(),
              most.differingRows(),
              most.absolute(),
              numbers[i] == 0 ? 0 : sums[i] / numbers[i],
              most.relative(),
              most.labelAgreement()));
    }
    return differences;
  }
}
