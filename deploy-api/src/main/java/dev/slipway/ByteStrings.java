package dev.slipway;

import java.util.Arrays;

/** Byte strings of any length in one pool; each element is a place in it. */
final class ByteStrings {

  private byte[] pool = new byte[64];
  private int[] starts = new int[16];
  private int[] lengths = new int[16];
  private int used;

  /** Makes elements 0 to {@code count} empty and the pool free. */
  void reset(int count) {
    used = 0;
    Arrays.fill(lengths, 0, Math.min(count, lengths.length), 0);
    ensure(count);
  }

  /** Makes room for {@code count} elements; new ones are empty. */
  void ensure(int count) {
    if (count > starts.length) {
      int grown = Math.max(count, starts.length * 2);
      starts = Arrays.copyOf(starts, grown);
      lengths = Arrays.copyOf(lengths, grown);
    }
  }

  void set(int index, byte[] source, int length) {
    int start = samePlace(index, source, length);
    if (start < 0) {
      start = used;
      if (used + length > pool.length) {
        pool = Arrays.copyOf(pool, Math.max(used + length, pool.length * 2));
      }
      System.arraycopy(source, 0, pool, used, length);
      used += length;
    }
    starts[index] = start;
    lengths[index] = length;
  }

  /** Returns where the element before stands if it has the same bytes, as labels often have. */
  private int samePlace(int index, byte[] source, int length) {
    if (index == 0 || lengths[index - 1] != length) {
      return -1;
    }
    int start = starts[index - 1];
    if (start + length > used) {
      return -1; // a null row's place, left from the use before
    }
    boolean same = Arrays.equals(pool, start, start + length, source, 0, length);
    return same ? start : -1;
  }

  int copy(int index, byte[] target) {
    int length = lengths[index];
    if (length <= target.length) {
      System.arraycopy(pool, starts[index], target, 0, length);
    }
    return length;
  }
}
