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
 * as that execution says; tensors made by the factory methods here own heap memory. Not thread-safe
 * while someone writes.
 */
public final class Tensor {

  private final ElementType type;
  private final Shape shape;
  private final int size;
  private final ByteBuffer bytes;
  private final @Nullable String @Nullable [] strings;

  private Tensor(
      ElementType type, Shape shape, ByteBuffer bytes, @Nullable String @Nullable [] strings) {
    this.type = type;
    this.shape = shape;
    this.size = Math.toIntExact(shape.elements());
    this.bytes = bytes;
    this.strings = strings;
  }

  /**
   * Returns a tensor over memory that the caller keeps.
   *
   * @param type any type of fixed width
   * @param shape without free dimensions
   * @param bytes the elements from index 0 on; its byte order is set to the native one
   * @return a tensor that reads and writes {@code bytes}, without a copy
   * @throws IllegalArgumentException if {@code bytes} is too small or the type has no fixed width
   */
  public static Tensor over(ElementType type, Shape shape, ByteBuffer bytes) {
    if (type.isVariableLength()) {
      throw new IllegalArgumentException(type + " elements have no fixed width (use ofStrings)");
    }
    long needed = Math.multiplyExact(shape.elements(), (long) type.byteWidth());
    if (bytes.capacity() < needed) {
      throw new IllegalArgumentException(
          "a "
              + type
              + " tensor of shape "
              + shape
              + " needs "
              + needed
              + " bytes, but has "
              + bytes.capacity());
    }
    return new Tensor(type, shape, bytes.order(ByteOrder.nativeOrder()), null);
  }

  /**
   * Returns a tensor of zeros on the heap.
   *
   * @param type any type; strings start empty
   * @param shape without free dimensions
   * @return a tensor of its own memory
   */
  public static Tensor zeros(ElementType type, Shape shape) {
    int size = Math.toIntExact(shape.elements());
    if (type.isVariableLength()) {
      String[] strings = new String[size];
      Arrays.fill(strings, "");
      return new Tensor(type, shape, ByteBuffer.allocate(0), strings);
    }
    return over(type, shape, ByteBuffer.allocate(Math.multiplyExact(size, type.byteWidth())));
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
    checkCount(shape, values.length);
    return new Tensor(ElementType.STRING, shape, ByteBuffer.allocate(0), values);
  }

  private static Tensor sized(ElementType type, Shape shape, int count) {
    checkCount(shape, count);
    return zeros(type, shape);
  }

  private static void checkCount(Shape shape, int count) {
    if (shape.elements() != count) {
      throw new IllegalArgumentException(
          "shape "
              + shape
              + " has "
              + shape.elements()
              + " elements, but "
              + count
              + " were given");
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
   * Writes one element of an integer, boolean or datetime tensor.
   *
   * @param index row-major
   * @param value cut to the width of the type
   */
  public void setLong(int index, long value) {
    Elements.writeLong(type, bytes(), Objects.checkIndex(index, size), value);
  }

  /**
   * Writes one element of a floating tensor.
   *
   * @param index row-major
   * @param value rounded to nearest even where the type is narrower
   */
  public void setDouble(int index, double value) {
    Elements.writeDouble(type, bytes(), Objects.checkIndex(index, size), value);
  }

  /**
   * Writes one element of a string tensor.
   *
   * @param index row-major
   * @param value its text
   */
  public void setString(int index, String value) {
    strings()[index] = value;
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
