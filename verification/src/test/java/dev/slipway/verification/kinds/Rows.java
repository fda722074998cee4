package dev.slipway.verification.kinds;

import dev.slipway.Column;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import java.util.List;
import java.util.SplittableRandom;

/** Rows of a tensor {@code x}, always the same ones. Immutable. */
final class Rows {

  private final Shape rowShape;
  private final int width;
  private final float[] values;

  Rows(Shape rowShape, int count) {
    this.rowShape = rowShape;
    this.width = (int) rowShape.elements();
    this.values = new float[count * width];
    SplittableRandom random = new SplittableRandom(2026);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
  }

  int count() {
    return values.length / width;
  }

  /** Returns the rows of an order from one of its places on. */
  Table table(int[] order, int from, int count) {
    return table(rowShape, order, from, count);
  }

  /** Returns the same rows as vectors, as batch jobs take tensors of any rank. */
  Table vectors(int[] order, int from, int count) {
    return table(Shape.of(width), order, from, count);
  }

  private Table table(Shape shape, int[] order, int from, int count) {
    float[] picked = new float[count * width];
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, order[from + i] * width, picked, i * width, width);
    }
    Tensor tensor = Tensor.of(shape.ofRows(count), picked);
    return Table.of(List.of("x"), List.of(Column.over(tensor)));
  }
}
