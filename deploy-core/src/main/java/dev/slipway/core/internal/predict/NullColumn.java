package dev.slipway.core.internal.predict;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;

/** An optional column that the caller left out. */
record NullColumn(ElementType type, Shape rowShape, int rows) implements Column {

  @Override
  public boolean isNull(int row) {
    return true;
  }

  @Override
  public boolean hasNulls() {
    return rows > 0;
  }

  @Override
  public long longAt(int index) {
    return 0;
  }

  @Override
  public double doubleAt(int index) {
    return Double.NaN;
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    return 0;
  }
}
