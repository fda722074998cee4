package dev.slipway.http.internal.oip;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The raw form of tensors, in the binary extension of REST and in gRPC: elements in little-endian
 * order, one after the other; each of BYTES with its length before it, in four bytes.
 */
public final class BinaryTensors {

  private static final int LENGTH_BYTES = 4;

  private BinaryTensors() {}

  /**
   * Reads elements.
   *
   * @param datatype their type
   * @param shape of the tensor, of at most 2<sup>31</sup> - 1 elements
   * @param bytes all of them, little-endian; read from its position to its limit
   * @return the tensor's rows, a view of the bytes where it can be; one element a row where there
   *     are texts, no elements or no dimensions
   * @throws IllegalArgumentException if there are too few or too many bytes, or a length is wrong;
   *     the message says what was expected
   */
  public static Column read(Datatype datatype, Shape shape, ByteBuffer bytes) {
    int count = Math.toIntExact(shape.elements());
    if (datatype == Datatype.BYTES) {
      return texts(count, bytes);
    }
    long expected = (long) count * datatype.byteWidth();
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          "has " + bytes.remaining() + " bytes, expected " + expected);
    }
    ByteBuffer own = bytes.slice().order(ByteOrder.nativeOrder());
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      own = swapped(own, datatype.byteWidth());
    }
    if (datatype == Datatype.BOOL) {
      checkBooleans(own);
    }
    return over(datatype, shape, count, own);
  }

  /** Returns elements as the rows of their tensor, as {@link #read} does; over the memory. */
  static Column over(Datatype datatype, Shape shape, int count, ByteBuffer memory) {
    return count == 0 || shape.rank() == 0
        ? Column.over(datatype.elements(), Shape.scalar(), count, memory)
        : Column.over(datatype.elements(), shape.row(), (int) shape.dimension(0), memory);
  }

  private static void checkBooleans(ByteBuffer bytes) {
    for (int i = 0; i < bytes.limit(); i++) {
      if ((bytes.get(i) & ~1) != 0) {
        throw new IllegalArgumentException(
            "element " + i + " is " + bytes.get(i) + ", expected 0 or 1");
      }
    }
  }

  private static ByteBuffer swapped(ByteBuffer source, int width) {
    ByteBuffer target = ByteBuffer.allocate(source.limit()).order(ByteOrder.nativeOrder());
    for (int i = 0; i < source.limit(); i++) {
      target.put(i - i % width + width - 1 - i % width, source.get(i));
    }
    return target;
  }

  private static Column texts(int count, ByteBuffer bytes) {
    ByteBuffer source = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    ColumnBuffer column = new ColumnBuffer(Datatype.BYTES.elements(), Shape.scalar());
    byte[] element = new byte[0];
    for (int i = 0; i < count; i++) {
      int length = source.remaining() < LENGTH_BYTES ? -1 : source.getInt();
      if (length < 0 || length > source.remaining()) {
        throw new IllegalArgumentException(
            "element "
                + i
                + " of "
                + count
                + " reaches beyond the data, expected its length in 4"
                + " bytes and as many bytes");
      }
      element = element.length < length ? new byte[length] : element;
      source.get(element, 0, length);
      column.addBytes(element, length);
    }
    if (source.hasRemaining()) {
      throw new IllegalArgumentException(
          "has " + source.remaining() + " bytes more than its " + count + " elements");
    }
    return column;
  }

  /**
   * Writes elements.
   *
   * @param column any; points in time and texts become texts
   * @return what {@link #read} reads
   */
  public static byte[] write(Column column) {
    Raw raw = raw(column);
    byte[] bytes = new byte[raw.length()];
    raw.write(ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Returns what {@link #write} writes; what has a fixed width is not copied yet. */
  static Raw raw(Column column) {
    int elements = column.rows() * column.width();
    return Datatype.of(column.type()) == Datatype.BYTES
        ? new Raw(column, writeTexts(column, elements))
        : new Raw(column, elements * column.type().byteWidth());
  }

  /** Elements that are about to be written. */
  static final class Raw {

    private final Column column;
    private final byte @Nullable [] texts;
    private final int length;

    private Raw(Column column, byte[] texts) {
      this.column = column;
      this.texts = texts;
      this.length = texts.length;
    }

    private Raw(Column column, int length) {
      this.column = column;
      this.texts = null;
      this.length = length;
    }

    /** Returns how many bytes they take. */
    int length() {
      return length;
    }

    /** Writes them from the position of a buffer on, which moves behind them. */
    void write(ByteBuffer target) {
      ByteBuffer own = target.slice(target.position(), length).order(ByteOrder.nativeOrder());
      target.position(target.position() + length);
      if (texts != null) {
        own.put(texts);
      } else if (length > 0) {
        column.copyTo(
            Tensor.over(column.type(), column.rowShape().ofRows(column.rows()), own),
            0,
            column.width());
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
          own.put(0, swapped(own, column.type().byteWidth()), 0, length);
        }
      }
    }
  }

  private static byte[] writeTexts(Column column, int elements) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < elements; i++) {
      byte[] bytes = TextValues.bytes(column, i);
      length.putInt(0, bytes.length);
      out.write(length.array(), 0, LENGTH_BYTES);
      out.write(bytes, 0, bytes.length);
    }
    return out.toByteArray();
  }
}
