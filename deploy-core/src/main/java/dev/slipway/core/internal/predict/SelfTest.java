package dev.slipway.core.internal.predict;

import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.ModelVersion;
import dev.slipway.Parity;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.Problem;
import dev.slipway.Table;
import dev.slipway.core.ModelPackage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Replays a package's golden records: all rows together, then each alone, which warms the model up
 * in both ways. A package of exact parity must also give the same bits both times.
 */
final class SelfTest {

  private final Predictor predictor;
  private final ModelVersion version;
  private final Parity golden;
  private final boolean exact;

  SelfTest(Predictor predictor) {
    this.predictor = predictor;
    this.version = predictor.model().version();
    Parity stated = predictor.model().parity();
    this.exact = stated.level() == Parity.Level.EXACT;
    this.golden = wider(stated);
  }

  /**
   * Returns what golden answers may differ by. They may come from another host, where even an exact
   * model differs in last bits; what a package states counts where that is wider.
   */
  private static Parity wider(Parity stated) {
    Parity hosts = ModelPackage.DEFAULT_PARITY;
    if (stated.level() == Parity.Level.EXACT) {
      return hosts;
    }
    return new Parity(
        stated.level(),
        Math.max(stated.absolute(), hosts.absolute()),
        Math.max(stated.relative(), hosts.relative()),
        stated.labelAgreement());
  }

  /**
   * Predicts every record.
   *
   * @throws InvalidPackageException if an answer is wrong; it shows the row, the expected and the
   *     actual value
   */
  void run(Table inputs, Table expected) {
    Table together = answers(inputs, 0);
    compare(expected, together, golden, 0);
    for (int row = 0; row < inputs.rows(); row++) {
      Table alone = answers(inputs.slice(row, 1), row);
      compare(expected.slice(row, 1), alone, golden, row);
      if (exact) {
        compare(together.slice(row, 1), alone, Parity.exact(), row);
      }
    }
  }

  private Table answers(Table inputs, int firstRow) {
    Prediction prediction = predictor.predict(inputs, CallOptions.defaults());
    if (!prediction.rejections().isEmpty()) {
      Prediction.Rejection first = prediction.rejections().get(0);
      throw failed(
          "golden record " + (firstRow + first.row() + 1) + " is rejected: " + first.message());
    }
    return prediction.answers();
  }

  private void compare(Table expected, Table actual, Parity parity, int firstRow) {
    for (String name : expected.names()) {
      compare(name, expected.column(name), actual.column(name), parity, firstRow);
    }
  }

  private void compare(String name, Column expected, Column actual, Parity parity, int firstRow) {
    int wrong = 0;
    int first = -1;
    double largest = 0;
    for (int row = 0; row < expected.rows(); row++) {
      if (!equal(expected, actual, row, parity)) {
        first = first < 0 ? row : first;
        wrong++;
      }
      largest = Math.max(largest, difference(expected, actual, row));
    }
    boolean labels = !expected.type().isFloating();
    double allowed = labels ? (1 - parity.labelAgreement()) * expected.rows() : 0;
    if (wrong > allowed) {
      throw failed(
          "golden record "
              + (firstRow + first + 1)
              + ": '"
              + name
              + "' is "
              + actual.valueAt(first)
              + ", expected "
              + expected.valueAt(first)
              + "; "
              + wrong
              + " of "
              + expected.rows()
              + " rows differ"
              + (labels ? "" : ", by " + largest + " at most")
              + " (level "
              + parity.level().name().toLowerCase(Locale.ROOT)
              + "; re-export the model or its golden records)");
    }
  }

  private static boolean equal(Column expected, Column actual, int row, Parity parity) {
    if (expected.isNull(row) || actual.isNull(row)) {
      return expected.isNull(row) == actual.isNull(row);
    }
    if (!expected.type().isFloating()) {
      return sameValue(expected, actual, row);
    }
    int width = expected.width();
    if (actual.width() != width) {
      return false;
    }
    for (int i = row * width; i < (row + 1) * width; i++) {
      if (!parity.accepts(expected.doubleAt(i), actual.doubleAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameValue(Column expected, Column actual, int row) {
    boolean bytes = expected.type() == ElementType.BINARY && expected.width() == 1;
    return bytes
        ? Arrays.equals(expected.bytesAt(row), actual.bytesAt(row))
        : Objects.equals(expected.valueAt(row), actual.valueAt(row));
  }

  private static double difference(Column expected, Column actual, int row) {
    if (!expected.type().isFloating() || expected.width() != actual.width()) {
      return 0;
    }
    double largest = 0;
    for (int i = row * expected.width(); i < (row + 1) * expected.width(); i++) {
      double difference = Math.abs(expected.doubleAt(i) - actual.doubleAt(i));
      largest = difference > largest ? difference : largest;
    }
    return largest;
  }

  private InvalidPackageException failed(String message) {
    return new InvalidPackageException(
        ErrorCode.SELF_TEST_FAILED,
        "Cannot open " + version,
        List.of(new Problem("self-test", message)));
  }
}
