package dev.slipway;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dense, row-major array of elements of one type: what engines take and give.
 *
 * <p>A tensor is a view: its memory belongs to whoever made it. Tensors of an execution are valid
 * as that execution says; tensors made by the factory methods here own heap memory. A tensor holds
 * at most 2<sup>31</sup> - 1 elements, and no {@code BINARY} ones. Not thread-safe while someone
 * writes.
 */
public final class Tensor {

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final ElementType type;
  private final Shape shape;
  private final int size;
  private final ByteBuffer bytes;
  private final @Nullable String @Nullable [] strings;

  private Tensor(
      ElementType type, Shape shape, ByteBuffer bytes, @Nullable String @Nullable [] strings) {
    this.type = type;
    this.shape = shape;
    this.size = size(type, shape);
    this.bytes = bytes;
    this.strings = strings;
  }

  /**
   * Returns a tensor over memory that the caller keeps.
   *
   * @param type any type of fixed width
   * @param shape without free dimensions
   * @param bytes the elements in native byte order, from index 0 on; its position, limit and order
   *     are neither used nor changed, except that the elements must end before the limit
   * @return a tensor that reads and writes {@code bytes}, without a copy
   * @throws IllegalArgumentException if {@code bytes} is too small, the type has no fixed width or
   *     a dimension is free
   */
  public static Tensor over(ElementType type, Shape shape, ByteBuffer bytes) {
    if (type.isVariableLength()) {
      throw new IllegalArgumentException(type + " elements have no fixed width (use ofStrings)");
    }
    long needed = (long) size(type, shape) * type.byteWidth();
    if (bytes.limit() < needed) {
      throw new IllegalArgumentException(
          described(type, shape) + " needs " + needed + " bytes, but has " + bytes.limit());
    }
    return new Tensor(type, shape, bytes.duplicate().order(ByteOrder.nativeOrder()), null);
  }

  private static int size(ElementType type, Shape shape) {
    if (!shape.isFixed()) {
      throw new IllegalArgumentException(described(type, shape) + " has a free dimension");
    }
    long elements = shape.elements();
    if (elements > Integer.MAX_VALUE) {
      throw tooLarge(type, shape, elements + " elements", Integer.MAX_VALUE);
    }
    return (int) elements;
  }

  private static IllegalArgumentException tooLarge(
      ElementType type, Shape shape, String has, int most) {
    return new IllegalArgumentException(
        described(type, shape)
            + " has "
            + has
            + ", expected at most "
            + most
            + " (use fewer rows at once)");
  }

  private static String described(ElementType type, Shape shape) {
    return "a " + type + " tensor of shape " + shape;
  }

  /**
   * Returns a tensor of zeros on the heap.
   *
   * @param type any type but {@code BINARY}; strings start empty
   * @param shape without free dimensions
   * @return a tensor of its own memory
   * @throws IllegalArgumentException if the type is {@code BINARY}, a dimension is free or the
   *     elements do not fit into one array
   */
  public static Tensor zeros(ElementType type, Shape shape) {
    int size = size(type, shape);
    if (type == ElementType.BINARY) {
      throw new IllegalArgumentException("a tensor cannot hold BINARY elements");
    }
    if (type == ElementType.STRING) {
      String[] strings = new String[size];
      Arrays.fill(strings, "");
      return new Tensor(type, shape, ByteBuffer.allocate(0), strings);
    }
    long needed = (long) size * type.byteWidth();
    if (needed > MOST_BYTES) {
      throw tooLarge(type, shape, needed + " bytes", MOST_BYTES);
    }
    return over(type, shape, ByteBuffer.allocate((int) needed));
  }

  /**
   * Returns a {@code FLOAT32} tensor with a copy of the values.
   *
   * @param shape without free dimensions
   * @param values row-major
   * @return a tensor of its own memory
   * @throws IllegalArgumentException if the count does not fit the shape
   */
  public static Tensor of(Shape shape, float... values) {
    Tensor tensor = sized(ElementType.FLOAT32, shape, values.length);
    tensor.bytes.asFloatBuffer().put(values);
    return tensor;
  }

  /**
   * Returns a {@code FLOAT64} tensor with a copy of the values.
   *
   * @param shape without free dimensions
   * @param values row-major
   * @return a tensor of its own memory
   * @throws IllegalArgumentException if the count does not fit the shape
   */
  public static Tensor of(Shape shape, double... values) {
    Tensor tensor = sized(ElementType.FLOAT64, shape, values.length);
    tensor.bytes.asDoubleBuffer().put(values);
    return tensor;
  }

  /**
   * Returns an {@code INT64} tensor with a copy of the values.
   *
   * @param shape without free dimensions
   * @param values row-major
   * @return a tensor of its own memory
   * @throws IllegalArgumentException if the count does not fit the shape
   */
  public static Tensor of(Shape shape, long... values) {
    Tensor tensor = sized(ElementType.INT64, shape, values.length);
    tensor.bytes.asLongBuffer().put(values);
    return tensor;
  }

  /**
   * Returns an {@code INT32} tensor with a copy of the values.
   *
   * @param shape without free dimensions
   * @param values row-major
   * @return a tensor of its own memory
   * @throws IllegalArgumentException if the count does not fit the shape
   */
  public static Tensor of(Shape shape, int... values) {
    Tensor tensor = sized(ElementType.INT32, shape, values.length);
    tensor.bytes.asIntBuffer().put(values);
    return tensor;
  }

  /**
   * Returns a {@code STRING} tensor over an array that the caller keeps.
   *
   * @param shape without free dimensions
   * @param values row-major
   * @return a tensor that reads and writes {@code values}, without a copy
   * @throws IllegalArgumentException if the count does not fit the shape
   */
  public static Tensor ofStrings(Shape shape, @Nullable String... values) {
    checkCount(ElementType.STRING, shape, values.length);
    return new Tensor(ElementType.STRING, shape, ByteBuffer.allocate(0), values);
  }

  private static Tensor sized(ElementType type, Shape shape, int count) {
    checkCount(type, shape, count);
    return zeros(type, shape);
  }

  private static void checkCount(ElementType type, Shape shape, int count) {
    int size = size(type, shape);
    if (size != count) {
      throw new IllegalArgumentException(
          described(type, shape) + " has " + size + " elements, but " + count + " were given");
    }
  }

  /**
   * Returns the type of the elements.
   *
   * @return the element type
   */
  public ElementType type() {
    return type;
  }

  /**
   * Returns the dimensions, none of them free.
   *
   * @return the shape
   */
  public Shape shape() {
    return shape;
  }

  /**
   * Returns the number of elements.
   *
   * @return the product of the dimensions
   */
  public int size() {
    return size;
  }

  /**
   * Returns the memory of the elements, in native byte order, the first element at index 0.
   *
   * @return the same buffer at every call; use absolute access, or a duplicate; read-only where the
   *     tensor is
   * @throws IllegalStateException if the elements are strings
   */
  public ByteBuffer bytes() {
    if (strings != null) {
      throw new IllegalStateException(type + " elements have no fixed-width memory");
    }
    return bytes;
  }

  /**
   * Returns one element of an integer, boolean or datetime tensor.
   *
   * @param index row-major
   * @return its value; {@code UINT64} with the same bits
   * @throws IllegalStateException if the elements are floating or strings
   */
  public long longAt(int index) {
    return Elements.readLong(type, bytes(), Objects.checkIndex(index, size));
  }

  /**
   * Returns one element as a double.
   *
   * @param index row-major
   * @return its value, exact for floating types and for integers up to 2<sup>53</sup>, else rounded
   * @throws IllegalStateException if the elements are strings
   */
  public double doubleAt(int index) {
    return Elements.readDouble(type, bytes(), Objects.checkIndex(index, size));
  }

  /**
   * Returns one element of a string tensor.
   *
   * @param index row-major
   * @return its text
   * @throws IllegalStateException if the elements are not strings
   */
  public String stringAt(int index) {
    String value = strings()[index];
    return value == null ? "" : value;
  }

  /**
   * Writes one element of a numeric tensor.
   *
   * @param index row-major
   * @param value cut to the width of an integer type, rounded to nearest even for a floating one;
   *     booleans: whether it is not 0
   * @throws IllegalStateException if the elements are strings
   */
  public void setLong(int index, long value) {
    Elements.writeLong(type, bytes(), Objects.checkIndex(index, size), value);
  }

  /**
   * Writes one element of a floating tensor.
   *
   * @param index row-major
   * @param value rounded to nearest even where the type is narrower
   * @throws IllegalStateException if the elements are not floating
   */
  public void setDouble(int index, double value) {
    Elements.writeDouble(type, bytes(), Objects.checkIndex(index, size), value);
  }

  /**
   * Writes one element of a string tensor.
   *
   * @param index row-major
   * @param value its text
   * @throws IllegalStateException if the elements are not strings
   */
  public void setString(int index, String value) {
    strings()[index] = value;
  }

  void setUnsigned(int index, long bits) {
    Elements.writeUnsigned(type, bytes(), Objects.checkIndex(index, size), bits);
  }

  /** Checks that all elements of a column fit, so that loops over memory need not. */
  void checkRows(int rows, int width, int first, int stride) {
    if (first < 0 || stride < 0 || (rows > 1 && stride < width)) {
      throw new IndexOutOfBoundsException(
          "rows of " + width + " elements cannot start at " + first + " and every " + stride);
    }
    long end = rows == 0 ? first : first + (rows - 1L) * stride + width;
    if (end > size) {
      throw new IndexOutOfBoundsException(
          rows + " rows end at element " + end + ", but " + this + " has " + size);
    }
  }

  private @Nullable String[] strings() {
    if (strings == null) {
      throw new IllegalStateException(type + " elements are not strings");
    }
    return strings;
  }

  /** Returns the type and the shape, as {@code FLOAT32[2, 4]}. */
  @Override
  public String toString() {
    return type + shape.toString();
  }
}
