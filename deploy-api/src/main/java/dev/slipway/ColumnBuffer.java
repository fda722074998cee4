package dev.slipway;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A writable column on the heap that grows and can be used again: decoders fill it, predictors
 * write answers into it.
 *
 * <p>Two ways to fill it: {@link #clear()} and {@code add…} row by row, or {@link #reset} to a row
 * count and {@code set…} in any order. Memory is kept between uses. Not thread-safe; once filled it
 * may be read from several threads.
 */
public final class ColumnBuffer implements Column {

  private static final int FIRST_ROWS = 16;

  private final ElementType type;
  private final Shape rowShape;
  private final int width;
  private final BitSet nulls = new BitSet(0);
  private ByteBuffer bytes;
  private @Nullable ByteStrings strings;
  private int rows;
  private int added;

  /**
   * Creates an empty column.
   *
   * @param type the element type
   * @param rowShape the shape of one row, without free dimensions
   */
  public ColumnBuffer(ElementType type, Shape rowShape) {
    this(type, rowShape, ByteBuffer.allocate(0));
  }

  private ColumnBuffer(ElementType type, Shape rowShape, ByteBuffer bytes) {
    this.type = type;
    this.rowShape = rowShape;
    this.width = Math.toIntExact(rowShape.elements());
    this.bytes = bytes.order(ByteOrder.nativeOrder());
    this.strings = type.isVariableLength() ? new ByteStrings() : null;
  }

  static ColumnBuffer over(Tensor tensor) {
    int rows = Math.toIntExact(tensor.shape().dimension(0));
    Shape rowShape = tensor.shape().row();
    if (tensor.type().isVariableLength()) {
      ColumnBuffer copy = new ColumnBuffer(tensor.type(), rowShape);
      copy.reset(rows);
      copy.copyFrom(tensor, 0, copy.width);
      return copy;
    }
    ColumnBuffer view = new ColumnBuffer(tensor.type(), rowShape, tensor.bytes());
    view.rows = rows;
    return view;
  }

  /** Forgets all rows and keeps the memory. */
  public void clear() {
    reset(0);
  }

  /**
   * Makes the column {@code count} rows long, none of them null. The elements are undefined until
   * they are set, strings are empty.
   *
   * @param count the number of rows
   */
  public void reset(int count) {
    if (!nulls.isEmpty()) {
      nulls.clear();
    }
    ensureRows(count);
    rows = count;
    added = 0;
    if (strings != null) {
      strings.reset(Math.multiplyExact(count, width));
    }
  }

  private void ensureRows(int count) {
    if (strings != null) {
      return;
    }
    long needed = (long) count * width * type.byteWidth();
    if (needed > bytes.capacity()) {
      long grown = Math.max(needed, Math.min(bytes.capacity() * 2L, Integer.MAX_VALUE - 8));
      ByteBuffer larger =
          ByteBuffer.allocate(Math.toIntExact(grown)).order(ByteOrder.nativeOrder());
      larger.put(0, bytes, 0, bytes.capacity());
      bytes = larger;
    }
  }

  /**
   * Makes a row null.
   *
   * @param row from 0
   */
  public void setNull(int row) {
    nulls.set(Objects.checkIndex(row, rows));
  }

  /**
   * Sets one element of an integer, boolean or datetime column.
   *
   * @param index row * width + k
   * @param value cut to the width of the type; booleans: whether it is not 0
   */
  public void setLong(int index, long value) {
    Elements.writeLong(type, bytes, index, value);
  }

  /**
   * Sets one element of a floating column.
   *
   * @param index row * width + k
   * @param value rounded to nearest even where the type is narrower
   */
  public void setDouble(int index, double value) {
    Elements.writeDouble(type, bytes, index, value);
  }

  /**
   * Sets one element of a string (UTF-8) or binary column.
   *
   * @param index row * width + k
   * @param value copied
   */
  public void setBytes(int index, byte[] value) {
    strings().set(index, value, value.length);
  }

  /**
   * Sets one element of a string column.
   *
   * @param index row * width + k
   * @param value its text
   */
  public void setString(int index, String value) {
    setBytes(index, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a null row. */
  public void addNull() {
    if (added != 0) {
      throw new IllegalStateException(
          "row " + rows + " has " + added + " of " + width + " elements");
    }
    growRow();
    nulls.set(rows++);
  }

  /**
   * Adds the next element of an integer, boolean or datetime column; a row is there when its last
   * element is.
   *
   * @param value cut to the width of the type
   */
  public void addLong(long value) {
    setLong(nextIndex(), value);
    endElement();
  }

  /**
   * Adds the next element of a floating column; a row is there when its last element is.
   *
   * @param value rounded to nearest even where the type is narrower
   */
  public void addDouble(double value) {
    setDouble(nextIndex(), value);
    endElement();
  }

  /**
   * Adds the next element of a string (UTF-8) or binary column; a row is there when its last
   * element is.
   *
   * @param source where the bytes are copied from
   * @param length how many bytes, from index 0
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
    } else if (value instanceof Number number && type.isFloating()) {
      addDouble(number.doubleValue());
    } else {
      addLong(toLong(value));
    }
  }

  private long toLong(Object value) {
    if (type.isInteger() && value instanceof Number number) {
      return integer(number, value);
    }
    if (type == ElementType.BOOL && value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (type == ElementType.DATETIME && value instanceof Instant instant) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
    if (type == ElementType.DATETIME && value instanceof LocalDateTime local) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, local.toInstant(ZoneOffset.UTC));
    }
    throw misfit(value);
  }

  private long integer(Number number, Object value) {
    try {
      BigInteger exact = new BigDecimal(number.toString()).toBigIntegerExact();
      int bits = type.byteWidth() * 8;
      boolean fits =
          type.isUnsigned()
              ? exact.signum() >= 0 && exact.bitLength() <= bits
              : exact.bitLength() < bits;
      if (fits) {
        return exact.longValue();
      }
    } catch (ArithmeticException | NumberFormatException notAnInteger) {
      // told below, as for every other value that does not fit
    }
    throw misfit(value);
  }

  private IllegalArgumentException misfit(Object value) {
    return new IllegalArgumentException(
        "a "
            + type
            + " column cannot hold "
            + value
            + " ("
            + value.getClass().getSimpleName()
            + ")");
  }

  private int nextIndex() {
    if (added == 0) {
      growRow();
    }
    return rows * width + added;
  }

  private void growRow() {
    if (strings != null) {
      strings.ensure((rows + 1) * width);
    } else if ((rows + 1L) * width * type.byteWidth() > bytes.capacity()) {
      ensureRows(Math.max(FIRST_ROWS, rows + 1));
    }
  }

  private void endElement() {
    if (++added == width) {
      added = 0;
      rows++;
    }
  }

  /**
   * Sets every row from a tensor, which has this column's type or, for floating and integer types,
   * one that fits into it.
   *
   * @param source where the elements come from
   * @param first the index in the source of this column's first element
   * @param stride the distance in the source from one row's first element to the next row's
   */
  public void copyFrom(Tensor source, int first, int stride) {
    if (strings != null) {
      for (int index = 0; index < rows * width; index++) {
        setString(index, source.stringAt(first + (index / width) * stride + index % width));
      }
    } else if (stride == width || width == 1) {
      int step = width == 1 ? stride : 1;
      Elements.copy(
          new Elements.Run(source.type(), source.bytes(), first, step),
          new Elements.Run(type, bytes, 0, 1),
          rows * width);
    } else {
      for (int row = 0; row < rows; row++) {
        Elements.copy(
            new Elements.Run(source.type(), source.bytes(), first + row * stride, 1),
            new Elements.Run(type, bytes, row * width, 1),
            width);
      }
    }
  }

  @Override
  public void copyTo(Tensor target, int first, int stride) {
    boolean fast = strings == null && (stride == width || width == 1);
    if (!fast || target.type().isVariableLength()) {
      ColumnCopy.copy(this, target, first, stride);
      return;
    }
    int step = width == 1 ? stride : 1;
    Elements.copy(
        new Elements.Run(type, bytes, 0, 1),
        new Elements.Run(target.type(), target.bytes(), first, step),
        rows * width);
    for (int row = nulls.nextSetBit(0); row >= 0; row = nulls.nextSetBit(row + 1)) {
      ColumnCopy.blank(target, first + row * stride, width);
    }
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
    return nulls.get(row);
  }

  @Override
  public boolean hasNulls() {
    return !nulls.isEmpty();
  }

  @Override
  public long longAt(int index) {
    return Elements.readLong(type, bytes, Objects.checkIndex(index, rows * width));
  }

  @Override
  public double doubleAt(int index) {
    return Elements.readDouble(type, bytes, Objects.checkIndex(index, rows * width));
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    return strings().copy(Objects.checkIndex(index, rows * width), target);
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
    Object[] head = new Object[Math.min(rows, 5)];
    Arrays.setAll(head, this::valueAt);
    return type + " x " + rows + " " + Arrays.toString(head);
  }
}
