package dev.slipway.core.internal.steps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** MurmurHash3 in its variant for 32-bit x86: blocks of four bytes in little-endian order. */
final class Murmur3 {

  private static final VarHandle BLOCK =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_FACTOR = 0xcc9e2d51;
  private static final int SECOND_FACTOR = 0x1b873593;

  private Murmur3() {}

  /** Returns the hash of the first {@code length} bytes. */
  static int hash(byte[] bytes, int length, int seed) {
    int hash = seed;
    int whole = length & ~3;
    for (int i = 0; i < whole; i += 4) {
      hash ^= scrambled((int) BLOCK.get(bytes, i));
      hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
    }
    int tail = 0;
    for (int i = length - 1; i >= whole; i--) {
      tail = tail << 8 | (bytes[i] & 0xff);
    }
    return mixed(hash ^ scrambled(tail) ^ length);
  }

  private static int scrambled(int block) {
    return Integer.rotateLeft(block * FIRST_FACTOR, 15) * SECOND_FACTOR;
  }

  private static int mixed(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
