package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a flatbuffer. Nothing is trusted: whatever leads out of the bytes, or says that there
 * is more than they hold, is malformed.
 */
final class FlatTable {

  private static final int INT = Integer.BYTES;
  private static final int VTABLE_HEAD = 2 * Short.BYTES;

  private final ByteBuffer bytes;
  private final int start;
  private final int vtable;
  private final int vtableSize;

  private FlatTable(ByteBuffer bytes, int start) throws MalformedModelException {
    this.bytes = bytes;
    this.start = start;
    this.vtable = checked(bytes, start - (long) bytes.getInt(checked(bytes, start, INT)), INT);
    this.vtableSize = bytes.getShort(vtable) & 0xffff;
    checked(bytes, vtable, Math.max(VTABLE_HEAD, vtableSize));
  }

  /**
   * Returns the table that everything else hangs on.
   *
   * @param identifier the four letters that say what the bytes are
   */
  static FlatTable root(ByteBuffer content, String identifier) throws MalformedModelException {
    ByteBuffer bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.capacity() < 2 * INT + VTABLE_HEAD
        || !identifier.equals(text(bytes, INT, identifier.length()))) {
      throw new MalformedModelException("it is no flatbuffer of the kind " + identifier);
    }
    return new FlatTable(bytes, checked(bytes, unsigned(bytes.getInt(0)), INT));
  }

  private static long unsigned(int value) {
    return value & 0xffff_ffffL;
  }

  private static int checked(ByteBuffer bytes, long at, long length)
      throws MalformedModelException {
    if (at < 0 || length < 0 || at + length > bytes.capacity()) {
      throw new MalformedModelException(
          "it refers to %d bytes at %d, but has %d".formatted(length, at, bytes.capacity()));
    }
    return (int) at;
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    byte[] utf8 = new byte[length];
    bytes.get(at, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Returns where a field is, 0 if the table does not have it. */
  private int place(int field, int width) throws MalformedModelException {
    int entry = VTABLE_HEAD + field * Short.BYTES;
    if (entry + Short.BYTES > vtableSize) {
      return 0;
    }
    int offset = bytes.getShort(vtable + entry) & 0xffff;
    return offset == 0 ? 0 : checked(bytes, start + (long) offset, width);
  }

  /** Returns what the offset in a field leads to, 0 if the table does not have it. */
  private int target(int field) throws MalformedModelException {
    int at = place(field, INT);
    return at == 0 ? 0 : checked(bytes, at + unsigned(bytes.getInt(at)), INT);
  }

  byte int8(int field) throws MalformedModelException {
    int at = place(field, 1);
    return at == 0 ? 0 : bytes.get(at);
  }

  int int32(int field, int otherwise) throws MalformedModelException {
    int at = place(field, INT);
    return at == 0 ? otherwise : bytes.getInt(at);
  }

  long int64(int field) throws MalformedModelException {
    int at = place(field, Long.BYTES);
    return at == 0 ? 0 : bytes.getLong(at);
  }

  /** Returns a text, the empty one if the table does not have it. */
  String text(int field) throws MalformedModelException {
    ByteBuffer utf8 = vector(field, 1);
    return text(utf8, 0, utf8.capacity());
  }

  boolean has(int field) throws MalformedModelException {
    return place(field, 1) != 0;
  }

  @Nullable FlatTable table(int field) throws MalformedModelException {
    int at = target(field);
    return at == 0 ? null : new FlatTable(bytes, at);
  }

  /** Returns the tables of a vector, none if the table does not have it. */
  List<FlatTable> tables(int field) throws MalformedModelException {
    int at = target(field);
    ByteBuffer offsets = vector(field, INT);
    List<FlatTable> tables = new ArrayList<>();
    for (int i = 0; i < offsets.capacity(); i += INT) {
      long place = at + INT + i + unsigned(offsets.getInt(i));
      tables.add(new FlatTable(bytes, checked(bytes, place, INT)));
    }
    return tables;
  }

  /** Returns the 32-bit integers of a vector, none if the table does not have it. */
  List<Integer> integers(int field) throws MalformedModelException {
    ByteBuffer vector = vector(field, INT);
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < vector.capacity(); i += INT) {
      values.add(vector.getInt(i));
    }
    return values;
  }

  /**
   * Returns the bytes of a vector, none if the table does not have it.
   *
   * @param width of one element
   */
  ByteBuffer vector(int field, int width) throws MalformedModelException {
    int at = target(field);
    if (at == 0) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    long length = unsigned(bytes.getInt(at)) * width;
    return bytes
        .slice(checked(bytes, at + (long) INT, length), (int) length)
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
