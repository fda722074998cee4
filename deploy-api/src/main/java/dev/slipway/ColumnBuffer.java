package dev.slipway;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A writable column on the heap that grows and can be used again: decoders fill it, predictors
 * write answers into it.
 *
 * <p>Two ways to fill it: {@link #clear()} and {@code add…} row by row, or {@link #reset} to a row
 * count and {@code set…} in any order. Memory is kept between uses, and what was made from this
 * column by {@link #slice} is valid until the next one. A column holds at most 2<sup>31</sup> - 9
 * bytes; asking for more is an {@link IllegalArgumentException} and changes nothing. Not
 * thread-safe; once filled it may be read from several threads.
 */
public final class ColumnBuffer implements Column {

  private final ElementType type;
  private final Shape rowShape;
  private final int width;
  private @Nullable BitSet nulls;
  private final FixedElements fixed;
  private final @Nullable ByteStrings strings;
  private int rows;
  private int added;

  /**
   * Creates an empty column.
   *
   * @param type the element type
   * @param rowShape the shape of one row, without free dimensions
   * @throws IllegalStateException if a dimension is free
   */
  public ColumnBuffer(ElementType type, Shape rowShape) {
    this(type, rowShape, null);
  }

  /**
   * Creates an empty column of texts, one a row, that are mostly out of some choices.
   *
   * @param choices what {@link #setChoice} sets
   */
  public ColumnBuffer(Choices choices) {
    this(ElementType.STRING, Shape.scalar(), choices);
  }

  private ColumnBuffer(ElementType type, Shape rowShape, @Nullable Choices choices) {
    this.type = type;
    this.rowShape = rowShape;
    this.width = Math.toIntExact(rowShape.elements());
    this.fixed = new FixedElements(type, width);
    this.strings = type.isVariableLength() ? new ByteStrings(choices) : null;
  }

  /** Forgets all rows and keeps the memory. */
  public void clear() {
    reset(0);
  }

  /**
   * Makes the column {@code count} rows long, none of them null. The elements are undefined until
   * they are set, strings are empty.
   *
   * @param count the number of rows, at least 0
   * @throws IllegalArgumentException if so many rows do not fit; nothing changes
   */
  public void reset(int count) {
    int elements = FixedElements.count(type, width, count);
    if (strings == null) {
      fixed.reset(elements);
    } else {
      strings.reset(elements);
    }
    if (nulls != null) {
      nulls.clear();
    }
    rows = count;
    added = 0;
  }

  /**
   * Makes a row null, until the next {@link #reset}.
   *
   * @param row from 0
   */
  public void setNull(int row) {
    int checked = Objects.checkIndex(row, rows);
    nulls = nulls == null ? new BitSet(rows) : nulls;
    nulls.set(checked);
  }

  /**
   * Sets one element of a numeric, boolean or datetime column.
   *
   * @param index row * width + k
   * @param value cut to the width of an integer type, rounded to nearest even for a floating one;
   *     booleans: whether it is not 0
   * @throws IllegalStateException for strings and bytes
   */
  public void setLong(int index, long value) {
    fixed.setLong(checked(index), value);
  }

  /**
   * Sets one element of a floating column.
   *
   * @param index row * width + k
   * @param value rounded to nearest even where the type is narrower
   * @throws IllegalStateException if the type is another
   */
  public void setDouble(int index, double value) {
    fixed.setDouble(checked(index), value);
  }

  /**
   * Sets one element of a string (UTF-8) or binary column.
   *
   * @param index row * width + k
   * @param value copied
   * @throws IllegalStateException if the type is another
   */
  public void setBytes(int index, byte[] value) {
    strings().set(checked(index), value, value.length);
  }

  /**
   * Sets one element of a string column.
   *
   * @param index row * width + k
   * @param value its text
   * @throws IllegalStateException if the elements are not bytes
   */
  public void setString(int index, String value) {
    setBytes(index, value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sets one row of a column that has choices, without a copy of the text.
   *
   * @param row from 0
   * @param choice a place among the texts of {@link #choices}
   * @throws IllegalStateException if the column has no choices
   * @throws IndexOutOfBoundsException if there is no such row or choice; nothing changes
   */
  public void setChoice(int row, int choice) {
    int checked = checked(row);
    strings().setChoice(checked, choice);
  }

  /**
   * Returns the choice that a row is.
   *
   * @param row from 0, not null
   * @return a place among the texts of {@link #choices}, -1 if the row is another text or the
   *     column has no choices
   */
  public int choiceAt(int row) {
    int checked = checked(row);
    return strings == null ? -1 : strings.choiceAt(checked);
  }

  /**
   * Returns the choices that this column was created with.
   *
   * @return null if there are none
   */
  public @Nullable Choices choices() {
    return strings == null ? null : strings.choices();
  }

  private int checked(int index) {
    return Objects.checkIndex(index, rows * width);
  }

  /**
   * Adds a null row.
   *
   * @throws IllegalStateException if the last row lacks elements
   */
  public void addNull() {
    addRow();
    setNull(rows - 1);
  }

  /** Adds a row whose elements are undefined, or a row of no elements. */
  void addRow() {
    if (added != 0) {
      throw new IllegalStateException(
          "row " + rows + " has " + added + " of " + width + " elements");
    }
    growRow();
    rows++;
  }

  /**
   * Adds the next element of a numeric, boolean or datetime column; a row is there when its last
   * element is.
   *
   * @param value as for {@link #setLong}
   * @throws IllegalStateException for strings and bytes; nothing is added
   */
  public void addLong(long value) {
    fixed.setLong(nextIndex(), value);
    endElement();
  }

  /**
   * Adds the next element of a floating column; a row is there when its last element is.
   *
   * @param value rounded to nearest even where the type is narrower
   * @throws IllegalStateException if the type is another; nothing is added
   */
  public void addDouble(double value) {
    fixed.setDouble(nextIndex(), value);
    endElement();
  }

  /**
   * Adds the next element of a string (UTF-8) or binary column; a row is there when its last
   * element is.
   *
   * @param source where the bytes are copied from
   * @param length how many bytes, from index 0
   * @throws IllegalStateException if the type is another; nothing is added
   */
  public void addBytes(byte[] source, int length) {
    strings().set(nextIndex(), source, length);
    endElement();
  }

  /**
   * Adds the next element from an object; see {@link Column#ofValues}.
   *
   * @param value the value, or null for a null row
   * @throws IllegalArgumentException if it does not fit the type; nothing is added
   */
  public void addValue(@Nullable Object value) {
    if (value == null) {
      addNull();
    } else if (value instanceof String text && type == ElementType.STRING) {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      addBytes(encoded, encoded.length);
    } else if (value instanceof byte[] binary && type == ElementType.BINARY) {
      addBytes(binary, binary.length);
    } else if (value instanceof Long whole && type.isFloating()) {
      addLong(whole);
    } else if (value instanceof Number number && type.isFloating()) {
      addDouble(number.doubleValue());
    } else {
      addLong(ColumnValues.toLong(type, value));
    }
  }

  private int nextIndex() {
    if (width == 0) {
      throw new IllegalStateException("rows of shape " + rowShape + " have no elements");
    }
    if (added == 0) {
      growRow();
    }
    return rows * width + added;
  }

  private void growRow() {
    int elements = FixedElements.count(type, width, rows + 1L);
    if (strings == null) {
      fixed.ensure(elements);
    } else {
      strings.grow(elements);
    }
  }

  private void endElement() {
    if (++added == width) {
      added = 0;
      rows++;
    }
  }

  /**
   * Sets every row from a tensor, converting as {@link Column#copyTo} does. Rows that are null stay
   * so.
   *
   * @param source where the elements come from
   * @param first the index in the source of this column's first element
   * @param stride the distance in the source from one row's first element to the next row's, at
   *     least the width
   * @throws IndexOutOfBoundsException if the source ends before the rows do; nothing changes
   * @throws IllegalStateException if the types do not convert
   */
  public void copyFrom(Tensor source, int first, int stride) {
    source.checkRows(rows, width, first, stride);
    if (strings == null) {
      fixed.copyFrom(rows, source, first, stride);
      return;
    }
    for (int index = 0; index < rows * width; index++) {
      setString(index, source.stringAt(first + (index / width) * stride + index % width));
    }
  }

  /**
   * Sets some consecutive rows from another column, without a conversion. Rows that are null in it
   * have undefined elements; nulls of this column stay.
   *
   * @param firstRow where they go
   * @param source of this type and row shape; all its rows are taken
   * @throws IndexOutOfBoundsException if there are not so many rows; nothing changes
   * @throws IllegalArgumentException if the type or the row shape is another; nothing changes
   */
  public void setRows(int firstRow, Column source) {
    Objects.checkFromIndexSize(firstRow, source.rows(), rows);
    if (source.type() != type || !source.rowShape().equals(rowShape)) {
      throw new IllegalArgumentException(
          "rows of " + source.type() + source.rowShape() + " cannot be rows of " + type + rowShape);
    }
    int first = firstRow * width;
    if (strings == null) {
      Tensor all = Tensor.over(type, rowShape.ofRows(rows), fixed.bytes());
      source.copyTo(all, first, width);
      return;
    }
    boolean chosen =
        choices() != null && source instanceof ColumnBuffer other && other.choices() == choices();
    for (int i = 0; i < source.rows() * width; i++) {
      int choice = chosen ? ((ColumnBuffer) source).choiceAt(i) : -1;
      if (choice < 0) {
        setBytes(first + i, source.bytesAt(i));
      } else {
        setChoice(first + i, choice);
      }
    }
  }

  @Override
  public void copyTo(Tensor target, int first, int stride) {
    if (strings != null || target.type().isVariableLength()) {
      ColumnCopy.copy(this, target, first, stride);
      return;
    }
    target.checkRows(rows, width, first, stride);
    fixed.copyTo(rows, target, first, stride);
    if (hasNulls()) {
      view().blankNulls(target, first, stride);
    }
  }

  @Override
  public Column slice(int from, int count) {
    return strings == null && count != rows
        ? view().slice(from, count)
        : Column.super.slice(from, count);
  }

  private FixedColumn view() {
    return new FixedColumn(rowShape, rows, fixed, nulls == null ? new BitSet(0) : nulls);
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
    return width;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean isNull(int row) {
    return nulls != null && nulls.get(row);
  }

  @Override
  public boolean hasNulls() {
    return nulls != null && !nulls.isEmpty();
  }

  @Override
  public long longAt(int index) {
    return fixed.longAt(checked(index));
  }

  @Override
  public double doubleAt(int index) {
    return fixed.doubleAt(checked(index));
  }

  @Override
  public float floatAt(int index) {
    return fixed.floatAt(checked(index));
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    return strings().copy(checked(index), target);
  }

  @Override
  public byte[] bytesAt(int index) {
    return strings().bytes(checked(index));
  }

  @Override
  public String stringAt(int index) {
    return strings().text(checked(index));
  }

  /** Returns the memory of the elements, null where they have no fixed width. */
  @Nullable FixedElements elements() {
    return strings == null ? fixed : null;
  }

  private ByteStrings strings() {
    if (strings == null) {
      throw new IllegalStateException(type + " elements are not bytes");
    }
    return strings;
  }

  /** Returns the type, the row count and the first values. */
  @Override
  public String toString() {
    return ColumnValues.describe(this);
  }
}
