package dev.slipway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A read view of one column: {@code rows()} rows of {@code width()} elements of one type.
 *
 * <p>Elements are addressed by {@code index = row * width() + k}; for the usual column of one value
 * a row the index is the row. What stands at the elements of a null row is undefined, reading it
 * does no harm. A column has at most 2<sup>31</sup> - 1 elements. A runner may implement this
 * interface over memory of its own; such a view is valid only for the call that it is handed to.
 * Where that memory is one buffer, {@link #over(ElementType, Shape, int, ByteBuffer)} is the fast
 * way; elsewhere {@link #copyTo} is the method to override for speed. Implementations are safe to
 * read from several threads as long as nobody writes.
 */
public interface Column {

  /**
   * Returns the type of the elements.
   *
   * @return the element type
   */
  ElementType type();

  /**
   * Returns the shape of one row.
   *
   * @return rank 0 for one value a row, {@code [k]} for vectors, more for matrices and images;
   *     never with a free dimension
   */
  Shape rowShape();

  /**
   * Returns the number of rows.
   *
   * @return at least 0
   */
  int rows();

  /**
   * Returns whether a row has no value.
   *
   * @param row from 0
   * @return true if it is null
   */
  boolean isNull(int row);

  /**
   * Returns one element of an integer, boolean or datetime column.
   *
   * @param index row * width + k
   * @return its value, exact; {@code UINT64} with the same bits; booleans as 1 and 0
   * @throws IllegalStateException if the type is another
   */
  long longAt(int index);

  /**
   * Returns one element of a numeric column as a double.
   *
   * @param index row * width + k
   * @return its value: exact for floating types and for integers up to 2<sup>53</sup>, else rounded
   * @throws IllegalStateException for strings and bytes
   */
  double doubleAt(int index);

  /**
   * Copies the bytes of one element of a string (as UTF-8) or binary column.
   *
   * @param index row * width + k
   * @param target where the bytes go, from 0 on
   * @return the length in bytes; if it is greater than {@code target.length}, nothing was copied
   * @throws IllegalStateException if the type is another
   */
  int copyBytes(int index, byte[] target);

  /**
   * Returns whether any row is null.
   *
   * @return false if every row has a value
   */
  default boolean hasNulls() {
    for (int row = 0; row < rows(); row++) {
      if (isNull(row)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the number of elements in a row.
   *
   * @return the product of the row's dimensions, 1 for one value a row
   */
  default int width() {
    return Math.toIntExact(rowShape().elements());
  }

  /**
   * Returns one element as a float.
   *
   * @param index row * width + k
   * @return {@link #doubleAt} rounded to nearest
   */
  default float floatAt(int index) {
    return (float) doubleAt(index);
  }

  /**
   * Returns one element of a boolean column.
   *
   * @param index row * width + k
   * @return whether it is not 0
   */
  default boolean booleanAt(int index) {
    return longAt(index) != 0;
  }

  /**
   * Returns the bytes of one element of a string or binary column.
   *
   * @param index row * width + k
   * @return a copy that the caller owns
   */
  default byte[] bytesAt(int index) {
    byte[] guess = new byte[32];
    int length = copyBytes(index, guess);
    if (length > guess.length) {
      guess = new byte[length];
      copyBytes(index, guess);
    }
    return length == guess.length ? guess : Arrays.copyOf(guess, length);
  }

  /**
   * Returns one element of a string column.
   *
   * @param index row * width + k
   * @return its text
   */
  default String stringAt(int index) {
    return new String(bytesAt(index), StandardCharsets.UTF_8);
  }

  /**
   * Returns the rows from {@code from} on.
   *
   * @param from the first row
   * @param count how many
   * @return a view without a copy, valid as long as this column is and nobody writes to it
   * @throws IndexOutOfBoundsException if the rows are not all there
   */
  default Column slice(int from, int count) {
    return from == 0 && count == rows() ? this : new ColumnSlice(this, from, count);
  }

  /**
   * Copies all elements into a tensor, converting to its type: integers, booleans and points in
   * time to integers exactly (the caller checks ranges) and to booleans as whether they are not 0,
   * anything numeric to floating types by rounding once to nearest even, strings to strings. Null
   * rows become NaN, 0, false or the empty string.
   *
   * @param target where the elements go
   * @param first the index in the target of this column's first element
   * @param stride the distance in the target from the first element of a row to that of the next,
   *     at least the width
   * @throws IndexOutOfBoundsException if the target ends before the rows do; nothing is copied
   * @throws IllegalStateException if there are rows and the types do not convert: floating to
   *     integers, strings to numbers or back, bytes to anything
   */
  default void copyTo(Tensor target, int first, int stride) {
    ColumnCopy.copy(this, target, first, stride);
  }

  /**
   * Returns a column over memory that the caller keeps.
   *
   * @param type a type of fixed width
   * @param rowShape the shape of one row
   * @param rows the number of rows
   * @param bytes the elements in native order, row by row from index 0
   * @return a view without nulls and without a copy
   * @throws IllegalArgumentException if {@code bytes} is too small or the type has no fixed width
   */
  static Column over(ElementType type, Shape rowShape, int rows, ByteBuffer bytes) {
    return over(Tensor.over(type, rowShape.ofRows(rows), bytes));
  }

  /**
   * Returns a column over a tensor whose first dimension is the rows.
   *
   * @param tensor of rank 1 at least
   * @return a view without a copy, of a fixed-width tensor; a copy of strings
   * @throws IllegalArgumentException if the tensor is a scalar
   */
  static Column over(Tensor tensor) {
    if (tensor.shape().rank() == 0) {
      throw new IllegalArgumentException("a scalar tensor has no rows, expected rank 1 at least");
    }
    if (!tensor.type().isVariableLength()) {
      return FixedColumn.of(tensor);
    }
    ColumnBuffer copy = new ColumnBuffer(tensor.type(), tensor.shape().row());
    copy.reset((int) tensor.shape().dimension(0));
    copy.copyFrom(tensor, 0, copy.width());
    return copy;
  }

  /**
   * Returns a {@code FLOAT32} column of one value a row.
   *
   * @param values one a row, copied
   * @return the column
   */
  static Column of(float... values) {
    return over(Tensor.of(Shape.of(values.length), values));
  }

  /**
   * Returns a {@code FLOAT64} column of one value a row.
   *
   * @param values one a row, copied
   * @return the column
   */
  static Column of(double... values) {
    return over(Tensor.of(Shape.of(values.length), values));
  }

  /**
   * Returns an {@code INT64} column of one value a row.
   *
   * @param values one a row, copied
   * @return the column
   */
  static Column of(long... values) {
    return over(Tensor.of(Shape.of(values.length), values));
  }

  /**
   * Returns an {@code INT32} column of one value a row.
   *
   * @param values one a row, copied
   * @return the column
   */
  static Column of(int... values) {
    return over(Tensor.of(Shape.of(values.length), values));
  }

  /**
   * Returns a column of one value a row from objects.
   *
   * @param type the element type
   * @param values one a row, null for no value: {@link Number} for numeric types (integers exactly,
   *     floating ones rounded), {@link Boolean}, {@link String}, {@code byte[]}, {@link
   *     java.time.Instant} or {@link java.time.LocalDateTime}, taken as UTC (cut to microseconds,
   *     towards the past)
   * @return the column, with copies of the values
   * @throws IllegalArgumentException if a value does not fit the type
   */
  static Column ofValues(ElementType type, @Nullable Object... values) {
    ColumnBuffer column = new ColumnBuffer(type, Shape.scalar());
    for (Object value : values) {
      column.addValue(value);
    }
    return column;
  }

  /**
   * Returns one value as an object, for printing and comparing; not for hot paths.
   *
   * @param row from 0
   * @return null, or for one value a row a {@link Boolean}, {@link Long} (signed; {@code UINT64} as
   *     {@link java.math.BigInteger}), {@link Float}, {@link Double}, {@link String}, {@code
   *     byte[]} or {@link java.time.Instant}, else a nested {@link java.util.List} of these
   */
  default @Nullable Object valueAt(int row) {
    return isNull(row) ? null : ColumnValues.value(this, row);
  }
}
