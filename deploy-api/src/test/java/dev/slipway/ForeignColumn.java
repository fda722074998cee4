package dev.slipway;

/** A column as a runner may write one: only what the interface demands. */
record ForeignColumn(Column source) implements Column {

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
    return source.rows();
  }

  @Override
  public boolean isNull(int row) {
    return source.isNull(row);
  }

  @Override
  public long longAt(int index) {
    return source.longAt(index);
  }

  @Override
  public double doubleAt(int index) {
    return source.doubleAt(index);
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    return source.copyBytes(index, target);
  }
}
