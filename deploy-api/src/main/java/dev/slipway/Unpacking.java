package dev.slipway;

import dev.slipway.Elements.Run;
import java.nio.ByteBuffer;

/*
 * The loops of Packing once more, the other way round: here the compiler sees direct memory on the
 * left and heap memory on the right.
 */
/** The fast way from an engine's direct memory into columns, for one element out of every row. */
final class Unpacking {

  private static final int FEW = 32;

  private Unpacking() {}

  static boolean suits(Run from, Run to, int count) {
    return count >= FEW
        && from.bytes().isDirect()
        && to.bytes().hasArray()
        && from.type() == to.type()
        && from.type().byteWidth() >= 4;
  }

  static void unpack(Run from, Run to, int count) {
    if (from.type().byteWidth() == 4) {
      copyInts(from, to, count);
    } else {
      copyLongs(from, to, count);
    }
  }

  private static void copyInts(Run from, Run to, int count) {
    ByteBuffer source = from.bytes();
    ByteBuffer target = to.bytes();
    int read = from.first() << 2;
    int write = to.first() << 2;
    int readStep = from.stride() << 2;
    int writeStep = to.stride() << 2;
    for (int i = 0; i < count; i++) {
      target.putInt(write, source.getInt(read));
      read += readStep;
      write += writeStep;
    }
  }

  private static void copyLongs(Run from, Run to, int count) {
    ByteBuffer source = from.bytes();
    ByteBuffer target = to.bytes();
    int read = from.first() << 3;
    int write = to.first() << 3;
    int readStep = from.stride() << 3;
    int writeStep = to.stride() << 3;
    for (int i = 0; i < count; i++) {
      target.putLong(write, source.getLong(read));
      read += readStep;
      write += writeStep;
    }
  }
}
