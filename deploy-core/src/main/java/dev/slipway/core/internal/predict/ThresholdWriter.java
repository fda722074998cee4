package dev.slipway.core.internal.predict;

import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;

/** Writes for each row whether its value is at or above a threshold. Not thread-safe. */
final class ThresholdWriter implements AnswerWriter {

  private final AnswerWriter values;
  private final double threshold;
  private final Labels labels;
  private final ColumnBuffer scratch;

  /**
   * Creates a writer.
   *
   * @param values writes what is compared
   * @param type the type of that, which is the output's
   * @param threshold the least value that is above
   * @param labels for below and for above
   */
  ThresholdWriter(AnswerWriter values, ElementType type, double threshold, Labels labels) {
    this.values = values;
    this.threshold = threshold;
    this.labels = labels;
    this.scratch = new ColumnBuffer(type, Shape.scalar());
  }

  @Override
  public void write(Tensor source, int width, ColumnBuffer target) {
    scratch.reset(target.rows());
    values.write(source, width, scratch);
    for (int row = 0; row < target.rows(); row++) {
      labels.set(target, row, scratch.doubleAt(row) >= threshold ? 1 : 0);
    }
  }
}
