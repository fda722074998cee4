package dev.slipway;

import dev.slipway.Elements.Run;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/*
 * A loop over two ByteBuffers is several times faster where the compiler has seen one class of
 * buffer on either side. So these loops, which are what packing columns into an engine's memory
 * costs, only ever see heap memory on the left and direct memory on the right; other memory on the
 * left is brought to the heap in blocks, in bulk.
 */
/** The fast way from columns into direct memory, for the usual types and more than a few rows. */
final class Packing {

  private static final int FEW = 32;
  private static final int BLOCK = 1024;

  /** What each byte stands for, by the type it has. */
  private static final Map<ElementType, float[]> BYTES = new EnumMap<>(ElementType.class);

  static {
    for (ElementType type : List.of(ElementType.BOOL, ElementType.INT8, ElementType.UINT8)) {
      float[] values = new float[256];
      for (int bits = 0; bits < values.length; bits++) {
        ByteBuffer one = ByteBuffer.wrap(new byte[] {(byte) bits});
        values[bits] = (float) Elements.readLong(type, one, 0);
      }
      BYTES.put(type, values);
    }
  }

  private Packing() {}

  static boolean suits(Run from, Run to, int count) {
    return count >= FEW
        && from.isDense()
        && to.bytes().isDirect()
        && hasLoop(from.type(), to.type());
  }

  private static boolean hasLoop(ElementType from, ElementType to) {
    return switch (from) {
      case FLOAT64, INT64, INT32 -> to == ElementType.FLOAT32 || to == from;
      case BOOL, INT8, UINT8 -> to == ElementType.FLOAT32;
      default -> to == from && from.byteWidth() >= 4;
    };
  }

  static void pack(Run from, Run to, int count) {
    if (from.bytes().hasArray()) {
      packHeap(from, to, count);
      return;
    }
    int width = from.type().byteWidth();
    ByteBuffer block = ByteBuffer.allocate(Math.min(count, BLOCK) * width);
    Run staged = new Run(from.type(), block.order(ByteOrder.nativeOrder()), 0, 1);
    for (int done = 0; done < count; done += BLOCK) {
      int some = Math.min(BLOCK, count - done);
      block.put(0, from.bytes(), (from.first() + done) * width, some * width);
      packHeap(staged, to.from(done), some);
    }
  }

  private static void packHeap(Run from, Run to, int count) {
    if (from.type() == to.type()) {
      if (from.type().byteWidth() == 4) {
        copyInts(from, to, count);
      } else {
        copyLongs(from, to, count);
      }
      return;
    }
    switch (from.type()) {
      case FLOAT64 -> doublesToFloats(from, to, count);
      case INT64 -> longsToFloats(from, to, count);
      case INT32 -> intsToFloats(from, to, count);
      default -> bytesToFloats(from, to, count);
    }
  }

  private static void copyInts(Run from, Run to, int count) {
    ByteBuffer source = from.bytes();
    ByteBuffer target = to.bytes();
    int read = from.first() << 2;
    int write = to.first() << 2;
    int step = to.stride() << 2;
    for (int i = 0; i < count; i++) {
      target.putInt(write, source.getInt(read));
      read += 4;
      write += step;
    }
  }

  private static void copyLongs(Run from, Run to, int count) {
    ByteBuffer source = from.bytes();
    ByteBuffer target = to.bytes();
    int read = from.first() << 3;
    int write = to.first() << 3;
    int step = to.stride() << 3;
    for (int i = 0; i < count; i++) {
      target.putLong(write, source.getLong(read));
      read += 8;
      write += step;
    }
  }

  private static void doublesToFloats(Run from, Run to, int count) {
    ByteBuffer source = from.bytes();
    ByteBuffer target = to.bytes();
    int read = from.first() << 3;
    int write = to.first() << 2;
    int step = to.stride() << 2;
    for (int i = 0; i < count; i++) {
      target.putFloat(write, (float) source.getDouble(read));
      read += 8;
      write += step;
    }
  }

  private static void longsToFloats(Run from, Run to, int count) {
    ByteBuffer source = from.bytes();
    ByteBuffer target = to.bytes();
    int read = from.first() << 3;
    int write = to.first() << 2;
    int step = to.stride() << 2;
    for (int i = 0; i < count; i++) {
      target.putFloat(write, (float) source.getLong(read));
      read += 8;
      write += step;
    }
  }

  private static void intsToFloats(Run from, Run to, int count) {
    ByteBuffer source = from.bytes();
    ByteBuffer target = to.bytes();
    int read = from.first() << 2;
    int write = to.first() << 2;
    int step = to.stride() << 2;
    for (int i = 0; i < count; i++) {
      target.putFloat(write, (float) (long) source.getInt(read));
      read += 4;
      write += step;
    }
  }

  private static void bytesToFloats(Run from, Run to, int count) {
    float[] values = Objects.requireNonNull(BYTES.get(from.type()));
    ByteBuffer source = from.bytes();
    ByteBuffer target = to.bytes();
    int read = from.first();
    int write = to.first() << 2;
    int step = to.stride() << 2;
    for (int i = 0; i < count; i++) {
      target.putFloat(write, values[source.get(read) & 0xff]);
      read++;
      write += step;
    }
  }
}
