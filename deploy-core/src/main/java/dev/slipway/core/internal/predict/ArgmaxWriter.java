package dev.slipway.core.internal.predict;

import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Tensor;
import java.nio.ByteBuffer;

/** Writes the place of each row's greatest element, or its label. Stateless. */
record ArgmaxWriter(Labels labels) implements AnswerWriter {

  @Override
  public void write(Tensor source, int width, ColumnBuffer target) {
    AnswerWriter.checkPlace(Math.max(0, labels.count() - 1), width);
    if (source.type() == ElementType.FLOAT32) {
      writeFloats(source.bytes(), width, target);
      return;
    }
    for (int row = 0; row < target.rows(); row++) {
      labels.set(target, row, greatest(source, row * width, width));
    }
  }

  /** The usual type, without a question of the type for each element. */
  private void writeFloats(ByteBuffer source, int width, ColumnBuffer target) {
    for (int row = 0; row < target.rows(); row++) {
      int first = row * width;
      int best = 0;
      float greatest = source.getFloat(first * Float.BYTES);
      for (int k = 1; k < width; k++) {
        float value = source.getFloat((first + k) * Float.BYTES);
        if (value > greatest || (Float.isNaN(greatest) && !Float.isNaN(value))) {
          best = k;
          greatest = value;
        }
      }
      labels.set(target, row, best);
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
