package dev.slipway;

import java.nio.ByteBuffer;

/** Reads, writes and converts elements of every fixed-width type in native-order memory. */
final class Elements {

  private Elements() {}

  /** A place in memory: elements of {@code type} from {@code first} on, {@code stride} apart. */
  record Run(ElementType type, ByteBuffer bytes, int first, int stride) {}

  static long readLong(ElementType type, ByteBuffer bytes, int index) {
    return switch (type) {
      case BOOL, INT8 -> bytes.get(index);
      case UINT8 -> bytes.get(index) & 0xffL;
      case INT16 -> bytes.getShort(index << 1);
      case UINT16 -> bytes.getShort(index << 1) & 0xffffL;
      case INT32 -> bytes.getInt(index << 2);
      case UINT32 -> bytes.getInt(index << 2) & 0xffff_ffffL;
      case INT64, UINT64, DATETIME -> bytes.getLong(index << 3);
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, STRING, BINARY ->
          throw new IllegalStateException(type + " elements are not integers");
    };
  }

  static double readDouble(ElementType type, ByteBuffer bytes, int index) {
    return switch (type) {
      case FLOAT32 -> bytes.getFloat(index << 2);
      case FLOAT64 -> bytes.getDouble(index << 3);
      case FLOAT16 -> HalfPrecision.toFloat(bytes.getShort(index << 1));
      case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(index << 1) << 16);
      case UINT64 -> unsignedToDouble(bytes.getLong(index << 3));
      default -> (double) readLong(type, bytes, index);
    };
  }

  static void writeLong(ElementType type, ByteBuffer bytes, int index, long value) {
    switch (type) {
      case BOOL -> bytes.put(index, (byte) (value == 0 ? 0 : 1));
      case INT8, UINT8 -> bytes.put(index, (byte) value);
      case INT16, UINT16 -> bytes.putShort(index << 1, (short) value);
      case INT32, UINT32 -> bytes.putInt(index << 2, (int) value);
      case INT64, UINT64, DATETIME -> bytes.putLong(index << 3, value);
      default -> writeDouble(type, bytes, index, (double) value);
    }
  }

  static void writeDouble(ElementType type, ByteBuffer bytes, int index, double value) {
    switch (type) {
      case FLOAT32 -> bytes.putFloat(index << 2, (float) value);
      case FLOAT64 -> bytes.putDouble(index << 3, value);
      case FLOAT16 -> bytes.putShort(index << 1, HalfPrecision.fromFloat((float) value));
      case BFLOAT16 -> bytes.putShort(index << 1, HalfPrecision.toBfloat16((float) value));
      default -> throw new IllegalStateException(type + " elements are not floating");
    }
  }

  /**
   * Copies {@code count} elements; what does not fit the target type is the caller's to exclude.
   */
  static void copy(Run from, Run to, int count) {
    if (from.type == to.type && from.stride == 1 && to.stride == 1) {
      int width = from.type.byteWidth();
      to.bytes.put(to.first * width, from.bytes, from.first * width, count * width);
    } else if (to.type == ElementType.FLOAT32 && from.type == ElementType.FLOAT32) {
      for (int i = 0; i < count; i++) {
        to.bytes.putFloat(
            (to.first + i * to.stride) << 2,
            from.bytes.getFloat((from.first + i * from.stride) << 2));
      }
    } else if (to.type == ElementType.FLOAT32 && from.type == ElementType.FLOAT64) {
      for (int i = 0; i < count; i++) {
        to.bytes.putFloat(
            (to.first + i * to.stride) << 2,
            (float) from.bytes.getDouble((from.first + i * from.stride) << 3));
      }
    } else if (to.type.isFloating()) {
      for (int i = 0; i < count; i++) {
        double value = readDouble(from.type, from.bytes, from.first + i * from.stride);
        writeDouble(to.type, to.bytes, to.first + i * to.stride, value);
      }
    } else {
      for (int i = 0; i < count; i++) {
        long value = readLong(from.type, from.bytes, from.first + i * from.stride);
        writeLong(to.type, to.bytes, to.first + i * to.stride, value);
      }
    }
  }

  private static double unsignedToDouble(long bits) {
    if (bits >= 0) {
      return (double) bits;
    }
    // Halved with the lost bit kept sticky, so that the rounding is that of the whole value.
    return (double) ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
