package dev.slipway.engine.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks the fields of one protocol buffer message in place. {@link #next} moves to a field; then
 * exactly one of the value methods may read it, and a field that nobody read is skipped.
 */
final class ProtoReader {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  /** As deep as the runtime's own parser goes. */
  private static final int MAX_DEPTH = 100;

  private final ByteBuffer buffer;
  private final int end;
  private final int depth;
  private int position;
  private int fieldStart;
  private int valueStart;
  private int valueEnd;
  private int field;
  private int wireType;

  private ProtoReader(ByteBuffer buffer, int start, int end, int depth) {
    this.buffer = buffer;
    this.position = start;
    this.end = end;
    this.depth = depth;
  }

  /** Reads {@code buffer} from index 0 to its limit; its position is neither used nor changed. */
  static ProtoReader over(ByteBuffer buffer) {
    return new ProtoReader(buffer, 0, buffer.limit(), 0);
  }

  /** Moves to the next field; false at the end of the message. */
  boolean next() throws MalformedModelException {
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

  /** Returns the number of the current field. */
  int field() {
    return field;
  }

  /** Returns whether the current field has this number and holds bytes, a text or a message. */
  boolean isBytes(int number) {
    return field == number && wireType == BYTES;
  }

  /** Returns whether the current field has this number and holds one varint. */
  boolean isVarint(int number) {
    return field == number && wireType == VARINT;
  }

  /** Returns the varint of the current field. */
  long varint() throws MalformedModelException {
    return new ProtoReader(buffer, valueStart, valueEnd, depth).readVarint();
  }

  /** Returns a reader of the message in the current field. */
  ProtoReader message() throws MalformedModelException {
    if (depth == MAX_DEPTH) {
      throw malformed("messages are nested more than " + MAX_DEPTH + " deep");
    }
    return new ProtoReader(buffer, valueStart, valueEnd, depth + 1);
  }

  /** Returns the text of the current field. */
  String string() {
    return StandardCharsets.UTF_8.decode(value()).toString();
  }

  /** Returns the bytes of the current field, without its length. */
  ByteBuffer value() {
    return buffer.duplicate().position(0).limit(valueEnd).position(valueStart).slice();
  }

  /** Returns the bytes of the current field, with its number and length. */
  ByteBuffer whole() {
    return buffer.duplicate().position(0).limit(valueEnd).position(fieldStart).slice();
  }

  /** Returns whether all varints of a packed field have been read from this message. */
  boolean hasPacked() {
    return position < end;
  }

  /** Returns the next varint of a packed field. */
  long packed() throws MalformedModelException {
    return readVarint();
  }

  private MalformedModelException malformed(String fact) {
    return new MalformedModelException(
        "it is damaged or no ONNX model: at byte " + fieldStart + " " + fact);
  }
}
