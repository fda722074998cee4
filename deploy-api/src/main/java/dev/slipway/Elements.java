package dev.slipway;

import java.nio.ByteBuffer;

/** Reads, writes and converts elements of every fixed-width type in native-order memory. */
final class Elements {

  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private Elements() {}

  /** A place in memory: elements of {@code type} from {@code first} on, {@code stride} apart. */
  record Run(ElementType type, ByteBuffer bytes, int first, int stride) {

    boolean isDense() {
      return stride == 1;
    }

    Run from(int element) {
      return new Run(type, bytes, first + element * stride, stride);
    }
  }

  static long readLong(ElementType type, ByteBuffer bytes, int index) {
    return switch (type) {
      case BOOL -> bytes.get(index) == 0 ? 0 : 1;
      case INT8 -> bytes.get(index);
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
      case STRING, BINARY -> throw new IllegalStateException(type + " elements are not numbers");
      default -> (double) readLong(type, bytes, index);
    };
  }

  /** Writes a signed integer: cut to an integer type's width, rounded once to a floating type. */
  static void writeLong(ElementType type, ByteBuffer bytes, int index, long value) {
    switch (type) {
      case BOOL -> bytes.put(index, (byte) (value == 0 ? 0 : 1));
      case INT8, UINT8 -> bytes.put(index, (byte) value);
      case INT16, UINT16 -> bytes.putShort(index << 1, (short) value);
      case INT32, UINT32 -> bytes.putInt(index << 2, (int) value);
      case INT64, UINT64, DATETIME -> bytes.putLong(index << 3, value);
      case FLOAT32 -> bytes.putFloat(index << 2, (float) value);
      case FLOAT64 -> bytes.putDouble(index << 3, (double) value);
      case FLOAT16, BFLOAT16 -> writeDouble(type, bytes, index, toOdd(value));
      case STRING, BINARY -> throw new IllegalStateException(type + " elements are not numbers");
    }
  }

  /** Writes an integer whose bits are those of an unsigned one. */
  static void writeUnsigned(ElementType type, ByteBuffer bytes, int index, long bits) {
    if (bits >= 0 || !type.isFloating()) {
      writeLong(type, bytes, index, bits);
    } else if (type == ElementType.FLOAT64) {
      writeDouble(type, bytes, index, unsignedToDouble(bits));
    } else {
      writeDouble(type, bytes, index, (bits >>> 11 | sticky(bits)) * 0x1p11);
    }
  }

  static void writeDouble(ElementType type, ByteBuffer bytes, int index, double value) {
    switch (type) {
      case FLOAT32 -> bytes.putFloat(index << 2, (float) value);
      case FLOAT64 -> bytes.putDouble(index << 3, value);
      case FLOAT16 -> bytes.putShort(index << 1, HalfPrecision.fromDouble(value));
      case BFLOAT16 -> bytes.putShort(index << 1, HalfPrecision.bfloat16FromDouble(value));
      default -> throw new IllegalStateException(type + " elements are not floating");
    }
  }

  /**
   * Copies {@code count} elements; what does not fit the target type is the caller's to exclude.
   */
  static void copy(Run from, Run to, int count) {
    if (from.type == to.type && from.isDense() && to.isDense()) {
      int width = from.type.byteWidth();
      to.bytes.put(to.first * width, from.bytes, from.first * width, count * width);
    } else if (Packing.suits(from, to, count)) {
      Packing.pack(from, to, count);
    } else if (Unpacking.suits(from, to, count)) {
      Unpacking.unpack(from, to, count);
    } else if (from.type.isFloating()) {
      for (int i = 0; i < count; i++) {
        double value = readDouble(from.type, from.bytes, from.first + i * from.stride);
        writeDouble(to.type, to.bytes, to.first + i * to.stride, value);
      }
    } else {
      copyIntegers(from, to, count);
    }
  }

  private static void copyIntegers(Run from, Run to, int count) {
    boolean unsigned = from.type == ElementType.UINT64;
    for (int i = 0; i < count; i++) {
      long value = readLong(from.type, from.bytes, from.first + i * from.stride);
      int place = to.first + i * to.stride;
      if (unsigned) {
        writeUnsigned(to.type, to.bytes, place, value);
      } else {
        writeLong(to.type, to.bytes, place, value);
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

  /** Returns an inexact value as the neighbour of odd significand, so that it is rounded once. */
  private static double toOdd(long value) {
    boolean exact = value >= -EXACT_IN_DOUBLE && value <= EXACT_IN_DOUBLE;
    return exact ? value : (value >> 11 | sticky(value)) * 0x1p11;
  }

  private static long sticky(long bits) {
    return (bits & 0x7ff) == 0 ? 0 : 1;
  }
}
