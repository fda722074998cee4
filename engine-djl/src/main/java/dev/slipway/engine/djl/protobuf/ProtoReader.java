package dev.slipway.engine.djl.protobuf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks the fields of one protocol buffer message in place. {@link #next} moves to a field; then
 * exactly one of the value methods may read it, and a field that nobody read is skipped. Not
 * thread-safe. The format is that of <a href="https://protobuf.dev/programming-guides/encoding/">
 * Protocol Buffers, Encoding</a>; groups are refused.
 */
public final class ProtoReader {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** As deep as the runtime's own parser goes. */
  private static final int MAX_DEPTH = 100;

  private final ByteBuffer buffer;
  private final int end;
  private final int depth;
  private final String format;
  private long seen;
  private int position;
  private int fieldStart;
  private int valueStart;
  private int valueEnd;
  private int field;
  private int wireType;

  private ProtoReader(ByteBuffer buffer, String format) {
    this.buffer = buffer;
    this.position = 0;
    this.end = buffer.limit();
    this.depth = 0;
    this.format = format;
  }

  private ProtoReader(ProtoReader outer, int depth) {
    this.buffer = outer.buffer;
    this.position = outer.valueStart;
    this.end = outer.valueEnd;
    this.depth = depth;
    this.format = outer.format;
  }

  /**
   * Reads a buffer from index 0 to its limit; its position is neither used nor changed.
   *
   * @param buffer not changed while it is read
   * @param format what the bytes should be, as "ONNX model", for errors
   * @return a reader in front of the first field
   */
  public static ProtoReader over(ByteBuffer buffer, String format) {
    return new ProtoReader(buffer, format);
  }

  /**
   * Moves to the next field.
   *
   * @return false at the end of the message
   * @throws MalformedModelException if no field begins here or it runs past the end
   */
  public boolean next() throws MalformedModelException {
    if (position >= end) {
      return false;
    }
    fieldStart = position;
    long tag = readVarint();
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (field <= 0 || tag >>> 32 != 0) {
      throw malformed("no field begins");
    }
    valueStart = position;
    valueEnd = endOfValue();
    position = valueEnd;
    return true;
  }

  private int endOfValue() throws MalformedModelException {
    long length;
    switch (wireType) {
      case VARINT -> {
        readVarint();
        return position;
      }
      case FIXED64 -> length = 8;
      case FIXED32 -> length = 4;
      case BYTES -> {
        length = readVarint();
        valueStart = position;
      }
      default -> throw malformed("no field begins");
    }
    if (length < 0 || length > end - valueStart) {
      throw malformed("a field of " + length + " bytes runs past the end");
    }
    return valueStart + (int) length;
  }

  private long readVarint() throws MalformedModelException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position >= end) {
        throw malformed("a number runs past the end");
      }
      byte next = buffer.get(position++);
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number has too many bytes");
  }

  /**
   * Returns the number of the current field.
   *
   * @return at least 1
   */
  public int field() {
    return field;
  }

  /**
   * Returns whether the current field has this number and holds bytes, a text or a message.
   *
   * @param number a field's number
   * @return whether it is this one
   */
  public boolean isBytes(int number) {
    return field == number && wireType == BYTES;
  }

  /**
   * Returns whether the current field has this number and holds bytes, and refuses a second one: a
   * parser would put both together.
   *
   * @param number a field's number, less than 64
   * @return whether it is this one
   * @throws MalformedModelException if it came before
   */
  public boolean isOnce(int number) throws MalformedModelException {
    if (!isBytes(number)) {
      return false;
    }
    if (((seen >>> number) & 1) != 0) {
      throw malformed("field " + number + " comes twice");
    }
    seen |= 1L << number;
    return true;
  }

  /**
   * Returns whether the current field has this number and holds one varint.
   *
   * @param number a field's number
   * @return whether it is this one
   */
  public boolean isVarint(int number) {
    return field == number && wireType == VARINT;
  }

  /**
   * Returns the varint of the current field.
   *
   * @return its 64 bits
   * @throws MalformedModelException if it is cut off
   */
  public long varint() throws MalformedModelException {
    return new ProtoReader(this, depth).readVarint();
  }

  /**
   * Returns a reader of the message in the current field.
   *
   * @return in front of its first field
   * @throws MalformedModelException if messages are nested deeper than parsers go
   */
  public ProtoReader message() throws MalformedModelException {
    if (depth == MAX_DEPTH) {
      throw malformed("messages are nested more than " + MAX_DEPTH + " deep");
    }
    return new ProtoReader(this, depth + 1);
  }

  /**
   * Returns the text of the current field.
   *
   * @return UTF-8, with what is none replaced
   */
  public String string() {
    return StandardCharsets.UTF_8.decode(value()).toString();
  }

  /**
   * Returns the bytes of the current field, without its length.
   *
   * @return a view
   */
  public ByteBuffer value() {
    return buffer.duplicate().position(0).limit(valueEnd).position(valueStart).slice();
  }

  /**
   * Returns the bytes of the current field, with its number and length.
   *
   * @return a view
   */
  public ByteBuffer whole() {
    return buffer.duplicate().position(0).limit(valueEnd).position(fieldStart).slice();
  }

  /**
   * Returns whether a packed field, whose message this is, has a varint left.
   *
   * @return whether there is one
   */
  public boolean hasPacked() {
    return position < end;
  }

  /**
   * Returns the next varint of a packed field.
   *
   * @return its 64 bits
   * @throws MalformedModelException if it is cut off
   */
  public long packed() throws MalformedModelException {
    return readVarint();
  }

  private MalformedModelException malformed(String fact) {
    return new MalformedModelException(
        "it is damaged or no " + format + ": at byte " + fieldStart + " " + fact);
  }
}
