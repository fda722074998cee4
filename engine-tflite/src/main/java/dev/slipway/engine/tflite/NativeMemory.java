package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Direct memory that grows and is used again. It begins at a multiple of 64 bytes, as the native
 * library demands of memory that it is lent, and has room behind it, for kernels read in steps.
 */
final class NativeMemory {

  private static final int ALIGNMENT = 64;
  private static final int BEHIND = 128;
  private static final int MOST = Integer.MAX_VALUE - 1024;

  private ByteBuffer memory = ByteBuffer.allocateDirect(0);
  private int growths;

  /**
   * Returns the first {@code bytes} bytes in native order; slices taken before may be stale.
   *
   * @throws IllegalArgumentException if Java has no memory of so many bytes
   */
  ByteBuffer slice(long bytes) {
    if (bytes > MOST) {
      throw new IllegalArgumentException(
          "Cannot take %d bytes for one tensor, expected at most %d (use fewer rows at once)"
              .formatted(bytes, MOST));
    }
    long needed = bytes + BEHIND;
    if (needed > memory.capacity()) {
      long grown = Math.max(needed, Math.min(2L * memory.capacity(), Integer.MAX_VALUE / 2));
      long whole = (grown + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + ALIGNMENT;
      memory = ByteBuffer.allocateDirect((int) whole).alignedSlice(ALIGNMENT);
      growths++;
    }
    return memory.slice(0, (int) bytes).order(ByteOrder.nativeOrder());
  }

  /** Returns all of the memory that slices are of. */
  ByteBuffer whole() {
    return memory;
  }

  /** Returns how often there was other memory, because a slice needed more. */
  int growths() {
    return growths;
  }
}
