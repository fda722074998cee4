package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import java.nio.ByteBuffer;

/** The integers that stand for real numbers in a quantised tensor. */
enum IntegerRange {
  INT8(Byte.MIN_VALUE, Byte.MAX_VALUE) {
    @Override
    int read(ByteBuffer memory, int index) {
      return memory.get(index);
    }

    @Override
    void write(ByteBuffer memory, int index, int value) {
      memory.put(index, (byte) value);
    }
  },
  UINT8(0, 0xff) {
    @Override
    int read(ByteBuffer memory, int index) {
      return memory.get(index) & 0xff;
    }

    @Override
    void write(ByteBuffer memory, int index, int value) {
      memory.put(index, (byte) value);
    }
  },
  INT16(Short.MIN_VALUE, Short.MAX_VALUE) {
    @Override
    int read(ByteBuffer memory, int index) {
      return memory.getShort(index * Short.BYTES);
    }

    @Override
    void write(ByteBuffer memory, int index, int value) {
      memory.putShort(index * Short.BYTES, (short) value);
    }
  };

  private final int least;
  private final int most;

  IntegerRange(int least, int most) {
    this.least = least;
    this.most = most;
  }

  static IntegerRange of(GraphTensor tensor) {
    ElementType type = tensor.elementType();
    return valueOf(String.valueOf(type));
  }

  int least() {
    return least;
  }

  int most() {
    return most;
  }

  abstract int read(ByteBuffer memory, int index);

  abstract void write(ByteBuffer memory, int index, int value);
}
