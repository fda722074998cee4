package dev.slipway;

import java.util.Objects;

/** Some consecutive rows of another column. */
final class ColumnSlice implements Column {

  private final Column source;
  private final int from;
  private final int rows;
  private final int firstIndex;
  private final int elements;

  ColumnSlice(Column source, int from, int rows) {
    Objects.checkFromIndexSize(from, rows, source.rows());
    this.source = source;
    this.from = from;
    this.rows = rows;
    this.firstIndex = Math.multiplyExact(from, source.width());
    this.elements = Math.multiplyExact(rows, source.width());
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
    return source.isNull(from + Objects.checkIndex(row, rows));
  }

  @Override
  public boolean hasNulls() {
    return source.hasNulls() && Column.super.hasNulls();
  }

  @Override
  public int width() {
    return source.width();
  }

  @Override
  public long longAt(int index) {
    return source.longAt(firstIndex + Objects.checkIndex(index, elements));
  }

  @Override
  public double doubleAt(int index) {
    return source.doubleAt(firstIndex + Objects.checkIndex(index, elements));
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    return source.copyBytes(firstIndex + Objects.checkIndex(index, elements), target);
  }

  @Override
  public byte[] bytesAt(int index) {
    return source.bytesAt(firstIndex + Objects.checkIndex(index, elements));
  }

  @Override
  public String stringAt(int index) {
    return source.stringAt(firstIndex + Objects.checkIndex(index, elements));
  }

  @Override
  public Column slice(int first, int count) {
    Objects.checkFromIndexSize(first, count, rows);
    return count == rows ? this : source.slice(from + first, count);
  }
}
