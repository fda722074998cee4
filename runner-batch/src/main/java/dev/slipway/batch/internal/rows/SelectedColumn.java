package dev.slipway.batch.internal.rows;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import java.util.List;

/** A view of some rows of a column. */
final class SelectedColumn implements Column {

  private final Column all;
  private final List<Integer> rows;
  private final int width;

  private SelectedColumn(Column all, List<Integer> rows) {
    this.all = all;
    this.rows = rows;
    this.width = all.width();
  }

  /** Returns a view of some rows of a table. */
  static Table of(Table table, List<Integer> rows) {
    return Table.of(
        table.names(),
        table.columns().stream().map(column -> new SelectedColumn(column, rows)).toList());
  }

  @Override
  public ElementType type() {
    return all.type();
  }

  @Override
  public Shape rowShape() {
    return all.rowShape();
  }

  @Override
  public int rows() {
    return rows.size();
  }

  @Override
  public boolean isNull(int row) {
    return all.isNull(rows.get(row));
  }

  private int index(int index) {
    return rows.get(index / width) * width + index % width;
  }

  @Override
  public long longAt(int index) {
    return all.longAt(index(index));
  }

  @Override
  public double doubleAt(int index) {
    return all.doubleAt(index(index));
  }

  @Override
  public float floatAt(int index) {
    return all.floatAt(index(index));
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    return all.copyBytes(index(index), target);
  }
}
