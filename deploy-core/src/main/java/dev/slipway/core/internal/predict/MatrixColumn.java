package dev.slipway.core.internal.predict;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.util.List;

/** Several columns of one value a row, read as one column of vectors. */
record MatrixColumn(List<Column> columns) implements Column {

  @Override
  public ElementType type() {
    return columns.get(0).type();
  }

  @Override
  public Shape rowShape() {
    return Shape.of(columns.size());
  }

  @Override
  public int rows() {
    return columns.get(0).rows();
  }

  @Override
  public boolean isNull(int row) {
    return columns.stream().anyMatch(column -> column.isNull(row));
  }

  @Override
  public long longAt(int index) {
    return columns.get(index % columns.size()).longAt(index / columns.size());
  }

  @Override
  public double doubleAt(int index) {
    return columns.get(index % columns.size()).doubleAt(index / columns.size());
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    return columns.get(index % columns.size()).copyBytes(index / columns.size(), target);
  }

  @Override
  public Column slice(int from, int count) {
    return new MatrixColumn(columns.stream().map(column -> column.slice(from, count)).toList());
  }

  @Override
  public void copyTo(Tensor target, int first, int stride) {
    for (int k = 0; k < columns.size(); k++) {
      columns.get(k).copyTo(target, first + k, stride);
    }
  }
}
