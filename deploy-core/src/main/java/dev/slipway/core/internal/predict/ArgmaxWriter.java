package dev.slipway.core.internal.predict;

import dev.slipway.ColumnBuffer;
import dev.slipway.Tensor;

/** Writes the place of each row's greatest element, or its label. Stateless. */
record ArgmaxWriter(Labels labels) implements AnswerWriter {

  @Override
  public void write(Tensor source, int width, ColumnBuffer target) {
    AnswerWriter.checkPlace(Math.max(0, labels.count() - 1), width);
    for (int row = 0; row < target.rows(); row++) {
      labels.set(target, row, greatest(source, row * width, width));
    }
  }

  /** Returns the place of the greatest element, the first of equals; NaN is never greater. */
  private static int greatest(Tensor source, int first, int width) {
    return source.type().isInteger()
        ? greatestInteger(source, first, width)
        : greatestNumber(source, first, width);
  }

  private static int greatestInteger(Tensor source, int first, int width) {
    int best = 0;
    for (int k = 1; k < width; k++) {
      best = source.longAt(first + k) > source.longAt(first + best) ? k : best;
    }
    return best;
  }

  private static int greatestNumber(Tensor source, int first, int width) {
    int best = 0;
    for (int k = 1; k < width; k++) {
      double value = source.doubleAt(first + k);
      double before = source.doubleAt(first + best);
      if (value > before || (Double.isNaN(before) && !Double.isNaN(value))) {
        best = k;
      }
    }
    return best;
  }
}
