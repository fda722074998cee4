package dev.slipway.engine.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Direct memory that grows and is used again. It begins at a multiple of 64 bytes, so that kernels
 * take the same path whichever execution calls them.
 */
final class NativeMemory {

  private static final int ALIGNMENT = 64;

  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  /** Returns the first {@code bytes} bytes in native order; slices taken before may be stale. */
  ByteBuffer slice(long bytes) {
    int size = Math.toIntExact(bytes);
    if (size > memory.capacity()) {
      int grown = (int) Math.min(Integer.MAX_VALUE - 3L * ALIGNMENT, 2L * memory.capacity());
      int whole = Math.addExact(Math.max(size, grown), ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      memory = ByteBuffer.allocateDirect(Math.addExact(whole, ALIGNMENT)).alignedSlice(ALIGNMENT);
    }
    return memory.slice(0, size).order(ByteOrder.nativeOrder());
  }
}
