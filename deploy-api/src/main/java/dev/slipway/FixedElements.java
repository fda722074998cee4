package dev.slipway;

import dev.slipway.Elements.Run;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The memory of a column whose elements have one width; grows when asked to. */
final class FixedElements {

  /** Up to so many elements are copied one by one, which allocates nothing. */
  private static final int FEW = 16;

  private static final int FIRST_BYTES = 32;

  /** Where nothing has been written yet; of no length, so never written to. */
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).order(ByteOrder.nativeOrder());

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final ElementType type;
  private final int width;
  private ByteBuffer bytes;

  FixedElements(ElementType type, int width, ByteBuffer bytes) {
    this.type = type;
    this.width = width;
    this.bytes = bytes.order(ByteOrder.nativeOrder());
  }

  /** Creates elements without memory. */
  FixedElements(ElementType type, int width) {
    this.type = type;
    this.width = width;
    this.bytes = NOTHING;
  }

  ElementType type() {
    return type;
  }

  int width() {
    return width;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  /** Makes room for {@code count} elements, no more where there was none; all are undefined. */
  void reset(int count) {
    int needed = count * type.byteWidth();
    if (needed > bytes.capacity()) {
      long doubled = Math.min(bytes.capacity() * 2L, MOST_BYTES);
      bytes = allocated((int) Math.max(needed, doubled));
    }
  }

  private static ByteBuffer allocated(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
  }

  /** Makes room for {@code count} elements and keeps those there are. */
  void ensure(int count) {
    int needed = count * type.byteWidth();
    if (needed > bytes.capacity()) {
      long doubled = Math.min(bytes.capacity() * 2L, MOST_BYTES);
      int grown = (int) Math.max(Math.max(needed, FIRST_BYTES), doubled);
      ByteBuffer larger = allocated(grown);
      larger.put(0, bytes, 0, bytes.capacity());
      bytes = larger;
    }
  }

  FixedElements slice(int fromRow, int rows) {
    int rowBytes = width * type.byteWidth();
    return new FixedElements(type, width, bytes.slice(fromRow * rowBytes, rows * rowBytes));
  }

  long longAt(int index) {
    return Elements.readLong(type, bytes, index);
  }

  double doubleAt(int index) {
    return Elements.readDouble(type, bytes, index);
  }

  float floatAt(int index) {
    return type == ElementType.FLOAT32
        ? bytes.getFloat(index << 2)
        : (float) Elements.readDouble(type, bytes, index);
  }

  void setLong(int index, long value) {
    Elements.writeLong(type, bytes, index, value);
  }

  void setDouble(int index, double value) {
    Elements.writeDouble(type, bytes, index, value);
  }

  void copyTo(int rows, Tensor target, int first, int stride) {
    if (rows * width <= FEW) {
      for (int index = 0; index < rows * width; index++) {
        copyInto(target, first + (index / width) * stride + index % width, index);
      }
    } else if (width == 1 || stride == width) {
      int step = width == 1 ? stride : 1;
      Elements.copy(run(0, 1), run(target, first, step), rows * width);
    } else {
      for (int row = 0; row < rows; row++) {
        Elements.copy(run(row * width, 1), run(target, first + row * stride, 1), width);
      }
    }
  }

  private void copyInto(Tensor target, int place, int index) {
    if (type.isFloating()) {
      target.setDouble(place, doubleAt(index));
    } else if (type == ElementType.UINT64) {
      target.setUnsigned(place, longAt(index));
    } else {
      target.setLong(place, longAt(index));
    }
  }

  void copyFrom(int rows, Tensor source, int first, int stride) {
    if (rows * width <= FEW) {
      for (int index = 0; index < rows * width; index++) {
        setFrom(source, first + (index / width) * stride + index % width, index);
      }
    } else if (width == 1 || stride == width) {
      int step = width == 1 ? stride : 1;
      Elements.copy(run(source, first, step), run(0, 1), rows * width);
    } else {
      for (int row = 0; row < rows; row++) {
        Elements.copy(run(source, first + row * stride, 1), run(row * width, 1), width);
      }
    }
  }

  private void setFrom(Tensor source, int from, int index) {
    if (source.type().isFloating()) {
      setDouble(index, source.doubleAt(from));
    } else if (source.type() == ElementType.UINT64) {
      Elements.writeUnsigned(type, bytes, index, source.longAt(from));
    } else {
      setLong(index, source.longAt(from));
    }
  }

  private Run run(int first, int stride) {
    return new Run(type, bytes, first, stride);
  }

  private static Run run(Tensor tensor, int first, int stride) {
    return new Run(tensor.type(), tensor.bytes(), first, stride);
  }

  /**
   * Returns the number of elements in so many rows.
   *
   * @throws IllegalArgumentException if they do not fit into one array
   */
  static int count(ElementType type, int width, long rows) {
    if (rows < 0) {
      throw new IllegalArgumentException("row count must be at least 0, but was " + rows);
    }
    long elements = rows * width;
    if (elements > MOST_BYTES / Math.max(1, type.byteWidth())) {
      throw new IllegalArgumentException(
          "Cannot hold "
              + rows
              + " rows of "
              + width
              + " "
              + type
              + " elements in one column: expected at most "
              + MOST_BYTES / Math.max(1, type.byteWidth())
              + " elements (use several tables)");
    }
    return (int) elements;
  }
}
