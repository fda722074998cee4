package dev.slipway.http.internal.oip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Floats one after the other, in memory that grows with them: what a request claims about their
 * number reserves nothing. Not thread-safe.
 */
final class FloatMemory {

  /** As many as an array of bytes takes. */
  static final int MOST = (Integer.MAX_VALUE - 8) / Float.BYTES;

  private static final int FIRST = 64;

  private ByteBuffer bytes = allocated(FIRST);
  private int count;

  private static ByteBuffer allocated(int floats) {
    return ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  int count() {
    return count;
  }

  /** Returns the memory, which may be longer than the floats. */
  ByteBuffer bytes() {
    return bytes;
  }

  float get(int index) {
    return bytes.getFloat(index * Float.BYTES);
  }

  /** Adds one; there must be fewer than {@link #MOST}. */
  void add(float value) {
    int at = count * Float.BYTES;
    if (at == bytes.capacity()) {
      ByteBuffer grown = allocated((int) Math.min(MOST, 2L * count));
      grown.put(0, bytes, 0, at);
      bytes = grown;
    }
    bytes.putFloat(at, value);
    count++;
  }
}
