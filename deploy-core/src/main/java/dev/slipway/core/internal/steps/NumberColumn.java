package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A {@code FLOAT64} column without nulls that numeric steps load, change in place and give away.
 * Its memory grows and is kept. Not thread-safe while someone writes.
 */
final class NumberColumn implements Column {

  private Tensor values = Tensor.zeros(ElementType.FLOAT64, Shape.of(16));
  private ByteBuffer bytes = values.bytes();
  private int rows;

  /** Makes this column that many rows long; the values are undefined. */
  void reset(int count) {
    if (count > values.size()) {
      values = Tensor.zeros(ElementType.FLOAT64, Shape.of(Math.max(count, 2L * values.size())));
      bytes = values.bytes();
    }
    rows = count;
  }

  /** Takes the values of another column; nulls become NaN. */
  void load(Column source) {
    reset(source.rows());
    source.copyTo(values, 0, 1);
  }

  double at(int row) {
    return bytes.getDouble(row << 3);
  }

  void set(int row, double value) {
    bytes.putDouble(row << 3, value);
  }

  @Override
  public ElementType type() {
    return ElementType.FLOAT64;
  }

  @Override
  public Shape rowShape() {
    return Shape.scalar();
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean isNull(int row) {
    return false;
  }

  @Override
  public boolean hasNulls() {
    return false;
  }

  @Override
  public long longAt(int index) {
    throw new IllegalStateException("FLOAT64 elements are not integers");
  }

  @Override
  public double doubleAt(int index) {
    return at(Objects.checkIndex(index, rows));
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    throw new IllegalStateException("FLOAT64 elements are not bytes");
  }

  @Override
  public void copyTo(Tensor target, int first, int stride) {
    if (target.type() == ElementType.FLOAT32) {
      ByteBuffer floats = target.bytes();
      for (int row = 0; row < rows; row++) {
        floats.putFloat((first + row * stride) << 2, (float) bytes.getDouble(row << 3));
      }
    } else if (target.type() == ElementType.FLOAT64 && stride == 1) {
      target.bytes().put(first << 3, bytes, 0, rows << 3);
    } else {
      Column.super.copyTo(target, first, stride);
    }
  }

  /** Returns the row count. */
  @Override
  public String toString() {
    return "FLOAT64 x " + rows;
  }
}
