package dev.slipway.core.internal.predict;

import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import dev.slipway.Tensor;

/*
 * Shifted by the maximum, so that no exponential overflows and the sum is at least one. StrictMath
 * gives the same bits on every machine, compiled or not, and here costs no more than Math.
 */
/** Writes the softmax of each row over its last axis, or one element of it. Not thread-safe. */
final class SoftmaxWriter implements AnswerWriter {

  /** Stands for a row that is written whole. */
  static final int WHOLE = -1;

  private final int pick;
  private double[] shares = new double[16];

  /**
   * Creates a writer.
   *
   * @param pick the element of each row that is written, or {@link #WHOLE}
   */
  SoftmaxWriter(int pick) {
    this.pick = pick;
  }

  @Override
  public void write(Tensor source, int width, ColumnBuffer target) {
    int length = lastAxis(source.shape(), width);
    if (shares.length < length) {
      shares = new double[length];
    }
    if (pick == WHOLE) {
      for (int first = 0; first < target.rows() * width; first += length) {
        fillShares(source, first, length);
        for (int k = 0; k < length; k++) {
          target.setDouble(first + k, shares[k]);
        }
      }
      return;
    }
    AnswerWriter.checkPlace(pick, width);
    int group = pick / length * length;
    for (int row = 0; row < target.rows(); row++) {
      fillShares(source, row * width + group, length);
      target.setDouble(row, shares[pick - group]);
    }
  }

  /** Returns the elements over which shares add up to 1: a row has at least as many. */
  private static int lastAxis(Shape shape, int width) {
    return shape.rank() == 0 ? 1 : (int) Math.min(width, shape.dimension(shape.rank() - 1));
  }

  private void fillShares(Tensor source, int first, int length) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < length; k++) {
      greatest = Math.max(greatest, source.doubleAt(first + k));
    }
    double sum = 0;
    for (int k = 0; k < length; k++) {
      shares[k] = StrictMath.exp(source.doubleAt(first + k) - greatest);
      sum += shares[k];
    }
    for (int k = 0; k < length; k++) {
      shares[k] /= sum;
    }
  }
}
