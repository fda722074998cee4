package dev.slipway.batch.internal.csv;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.util.List;

/**
 * A view of columns of one value a row as one column of several: the k-th holds the k-th elements.
 * A row of a floating type is never null, its missing elements are NaN; one of a single element is
 * null where that is; other types have no missing elements.
 */
final class JoinedColumn implements Column {

  private final ElementType type;
  private final Shape rowShape;
  private final Column[] columns;

  JoinedColumn(ElementType type, Shape rowShape, List<? extends Column> columns) {
    this.type = type;
    this.rowShape = rowShape;
    this.columns = columns.toArray(Column[]::new);
  }

  @Override
  public ElementType type() {
    return type;
  }

  @Override
  public Shape rowShape() {
    return rowShape;
  }

  @Override
  public int width() {
    return columns.length;
  }

  @Override
  public int rows() {
    return columns[0].rows();
  }

  @Override
  public boolean isNull(int row) {
    return columns.length == 1 && columns[0].isNull(row);
  }

  @Override
  public boolean hasNulls() {
    return columns.length == 1 && columns[0].hasNulls();
  }

  private Column column(int index) {
    return columns[index % columns.length];
  }

  private int row(int index) {
    return index / columns.length;
  }

  @Override
  public long longAt(int index) {
    return column(index).longAt(row(index));
  }

  @Override
  public double doubleAt(int index) {
    boolean missing = type.isFloating() && column(index).isNull(row(index));
    return missing ? Double.NaN : column(index).doubleAt(row(index));
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    return column(index).copyBytes(row(index), target);
  }

  @Override
  public void copyTo(Tensor target, int first, int stride) {
    for (int k = 0; k < columns.length; k++) {
      columns[k].copyTo(target, first + k, stride);
    }
  }
}
