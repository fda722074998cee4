package dev.slipway.core.internal.predict;

import dev.slipway.ColumnBuffer;
import dev.slipway.Tensor;

/**
 * Changes each element of what another writer writes.
 *
 * @param values writes the elements
 * @param function changes them in place
 */
record MappedWriter(AnswerWriter values, Function function) implements AnswerWriter {

  /** A function of single elements. Each loops by itself, so that each is compiled by itself. */
  @FunctionalInterface
  interface Function {

    /**
     * Changes every element.
     *
     * @param target of a floating type
     * @param elements how many it has
     */
    void apply(ColumnBuffer target, int elements);
  }

  @Override
  public void write(Tensor source, int width, ColumnBuffer target) {
    values.write(source, width, target);
    function.apply(target, target.rows() * target.width());
  }

  /** The logistic function, which neither overflows nor loses small results. */
  static void sigmoid(ColumnBuffer target, int elements) {
    for (int i = 0; i < elements; i++) {
      double value = target.doubleAt(i);
      double exp = StrictMath.exp(-Math.abs(value));
      target.setDouble(i, (value < 0 ? exp : 1) / (1 + exp));
    }
  }
}
