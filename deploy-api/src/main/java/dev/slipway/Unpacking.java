package dev.slipway;

import dev.slipway.Elements.Run;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/*
 * The loops of Packing once more, the other way round: here the compiler sees direct memory on the
 * left and heap memory on the right.
 */
/** The fast way from an engine's direct memory into columns, for one element out of every row. */
final class Unpacking {

  private static final int FEW = 32;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Unpacking() {}

  static boolean suits(Run from, Run to, int count) {
    return count >= FEW
        && from.bytes().isDirect()
        && to.bytes().hasArray()
        && to.isDense()
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

  /*
   * Where the distance between two elements is a constant, the compiler checks the bounds once for
   * the whole loop. Outputs have few elements a row, so these are almost all distances there are.
   */

  private static void copyInts(Run from, Run to, int count) {
    switch (from.stride()) {
      case 1 -> copyInts(from, to, count, 4);
      case 2 -> copyInts(from, to, count, 8);
      case 3 -> copyInts(from, to, count, 12);
      case 4 -> copyInts(from, to, count, 16);
      default -> copyInts(from, to, count, from.stride() << 2);
    }
  }

  private static void copyInts(Run from, Run to, int count, int readStep) {
    ByteBuffer source = from.bytes();
    byte[] target = to.bytes().array();
    int read = from.first() << 2;
    int write = to.bytes().arrayOffset() + (to.first() << 2);
    for (int i = 0; i < count; i++) {
      INTS.set(target, write, source.getInt(read));
      read += readStep;
      write += 4;
    }
  }

  private static void copyLongs(Run from, Run to, int count) {
    ByteBuffer source = from.bytes();
    byte[] target = to.bytes().array();
    int read = from.first() << 3;
    int write = to.bytes().arrayOffset() + (to.first() << 3);
    int readStep = from.stride() << 3;
    for (int i = 0; i < count; i++) {
      LONGS.set(target, write, source.getLong(read));
      read += readStep;
      write += 8;
    }
  }
}
