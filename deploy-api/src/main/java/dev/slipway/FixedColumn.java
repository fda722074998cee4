package dev.slipway;

import java.util.BitSet;
import java.util.Objects;

/** A read view of elements of one width: a tensor's, or some rows of a buffer. */
final class FixedColumn implements Column {

  private final Shape rowShape;
  private final int rows;
  private final FixedElements elements;
  private final BitSet nulls;

  FixedColumn(Shape rowShape, int rows, FixedElements elements, BitSet nulls) {
    this.rowShape = rowShape;
    this.rows = rows;
    this.elements = elements;
    this.nulls = nulls;
  }

  static FixedColumn of(Tensor tensor) {
    Shape rowShape = tensor.shape().row();
    int width = Math.toIntExact(rowShape.elements());
    FixedElements elements = new FixedElements(tensor.type(), width, tensor.bytes());
    return new FixedColumn(rowShape, (int) tensor.shape().dimension(0), elements, new BitSet(0));
  }

  @Override
  public FixedColumn slice(int from, int count) {
    Objects.checkFromIndexSize(from, count, rows);
    if (count == rows) {
      return this;
    }
    BitSet some = nulls.get(from, from + count);
    return new FixedColumn(rowShape, count, elements.slice(from, count), some);
  }

  @Override
  public void copyTo(Tensor target, int first, int stride) {
    if (target.type().isVariableLength()) {
      ColumnCopy.copy(this, target, first, stride);
      return;
    }
    target.checkRows(rows, width(), first, stride);
    elements.copyTo(rows, target, first, stride);
    blankNulls(target, first, stride);
  }

  void blankNulls(Tensor target, int first, int stride) {
    for (int row = nulls.nextSetBit(0); row >= 0; row = nulls.nextSetBit(row + 1)) {
      ColumnCopy.blank(target, first + row * stride, width());
    }
  }

  @Override
  public ElementType type() {
    return elements.type();
  }

  @Override
  public Shape rowShape() {
    return rowShape;
  }

  @Override
  public int width() {
    return elements.width();
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean isNull(int row) {
    return nulls.get(row);
  }

  @Override
  public boolean hasNulls() {
    return !nulls.isEmpty();
  }

  @Override
  public long longAt(int index) {
    return elements.longAt(Objects.checkIndex(index, rows * width()));
  }

  @Override
  public double doubleAt(int index) {
    return elements.doubleAt(Objects.checkIndex(index, rows * width()));
  }

  @Override
  public float floatAt(int index) {
    return elements.floatAt(Objects.checkIndex(index, rows * width()));
  }

  /** Returns the memory of the elements. */
  FixedElements elements() {
    return elements;
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    throw new IllegalStateException(type() + " elements are not bytes");
  }

  /** Returns the type, the row count and the first values. */
  @Override
  public String toString() {
    return ColumnValues.describe(this);
  }
}
