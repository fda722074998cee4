package dev.slipway.engine.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.Pointer;

/** Direct memory that grows and is used again, and where it is. */
final class NativeMemory {

  private static final int MOST = Integer.MAX_VALUE - 1024;

  private ByteBuffer memory = ByteBuffer.allocateDirect(0);
  private Pointer place = new Pointer(memory);

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
    if (bytes > memory.capacity()) {
      long grown = Math.max(bytes, Math.min(2L * memory.capacity(), Integer.MAX_VALUE / 2));
      memory = ByteBuffer.allocateDirect((int) grown);
      place = new Pointer(memory);
    }
    return memory.slice(0, (int) bytes).order(ByteOrder.nativeOrder());
  }

  /** Returns where the memory is, until the next slice is taken. */
  Pointer place() {
    return place;
  }
}
