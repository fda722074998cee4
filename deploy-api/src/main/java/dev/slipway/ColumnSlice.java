package dev.slipway;

import java.util.Objects;

/** Some consecutive rows of another column. */
final class ColumnSlice implements Column {

  private final Column source;
  private final int from;
  private final int rows;
  private final int firstIndex;

  ColumnSlice(Column source, int from, int rows) {
    Objects.checkFromIndexSize(from, rows, source.rows());
    this.source = source;
    this.from = from;
    this.rows = rows;
    this.firstIndex = from * source.width();
  }

  @Override
  public ElementType type() {
    return source.type();
  }

  @Override
  public Shape rowShape() {
    return source.rowShape();
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean isNull(int row) {
    return source.isNull(from + row);
  }

  @Override
  public long longAt(int index) {
    return source.longAt(firstIndex + index);
  }

  @Override
  public double doubleAt(int index) {
    return source.doubleAt(firstIndex + index);
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    return source.copyBytes(firstIndex + index, target);
  }

  @Override
  public Column slice(int first, int count) {
    Objects.checkFromIndexSize(first, count, rows);
    return source.slice(from + first, count);
  }
}
