package dev.slipway.http.internal.oip;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
   * @param count how many the shape says
   * @param bytes all of them, little-endian; read from its position to its limit
   * @return one a row; a view of the bytes where it can be
   * @throws IllegalArgumentException if there are too few or too many bytes, or a length is wrong;
   *     the message says what was expected
   */
  public static Column read(Datatype datatype, int count, ByteBuffer bytes) {
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
    return Column.over(datatype.elements(), Shape.scalar(), count, own);
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
    int elements = column.rows() * column.width();
    if (Datatype.of(column.type()) == Datatype.BYTES) {
      return writeTexts(column, elements);
    }
    int width = column.type().byteWidth();
    ByteBuffer target = ByteBuffer.allocate(elements * width).order(ByteOrder.nativeOrder());
    if (elements > 0) {
      Tensor tensor = Tensor.over(column.type(), column.rowShape().ofRows(column.rows()), target);
      column.copyTo(tensor, 0, column.width());
    }
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        ? target.array()
        : swapped(target, width).array();
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
