package dev.slipway;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Writing column after column into direct memory touches every cache line as often as there are
 * columns. Here a few rows at a time are put together in an array that stays in the first cache,
 * four columns in one pass, and the array is then copied as a whole.
 */
/**
 * Copies columns side by side into tensors, one row after the other, and keeps the memory that it
 * takes. Not thread-safe.
 */
public final class RowPacker {

  /** Elements of one block: 8 KiB, a quarter of the smallest first cache in use. */
  private static final int BLOCK = 2048;

  private static final int FEWEST_ROWS = 64;
  private static final int MOST_WIDTH = BLOCK / 16;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private byte[] @Nullable [] sources = new byte[0][];
  private int[] offsets = new int[0];
  private int[] block = new int[0];

  /** Creates a packer without memory. */
  public RowPacker() {}

  /**
   * Writes each row of the columns into a row of a tensor, from the first on, each element as
   * {@link Column#copyTo} writes it.
   *
   * @param columns of equal row count, in the order in which they lie in a row
   * @param target where the elements go
   * @param stride the distance in the target from a row's first element to the next row's, at least
   *     the width of all columns
   * @throws IndexOutOfBoundsException if the target ends before the rows do
   * @throws IllegalStateException if there are rows and the types do not convert
   */
  public void pack(List<? extends Column> columns, Tensor target, int stride) {
    if (columns.isEmpty() || columns.get(0).rows() == 0) {
      return;
    }
    if (suits(columns, target, stride)) {
      int rows = columns.get(0).rows();
      target.checkRows(rows, stride, 0, stride);
      packBlocks(target.bytes(), stride, rows);
      return;
    }
    int place = 0;
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      column.copyTo(target, place, stride);
      place += column.width();
    }
  }

  /** Returns whether all are floats in heap memory without nulls, and takes that memory if so. */
  private boolean suits(List<? extends Column> columns, Tensor target, int stride) {
    int count = columns.size();
    boolean fits =
        count > 1
            && count == stride
            && count <= MOST_WIDTH
            && columns.get(0).rows() >= FEWEST_ROWS
            && target.type() == ElementType.FLOAT32
            && target.bytes().isDirect();
    if (!fits) {
      return false;
    }
    if (sources.length < count) {
      sources = new byte[count][];
      offsets = new int[count];
      block = new int[BLOCK];
    }
    for (int i = 0; i < count; i++) {
      FixedElements elements = floats(columns.get(i));
      if (elements == null || columns.get(i).rows() != columns.get(0).rows()) {
        return false;
      }
      sources[i] = elements.bytes().array();
      offsets[i] = elements.bytes().arrayOffset();
    }
    return true;
  }

  private static @Nullable FixedElements floats(Column column) {
    FixedElements elements = null;
    if (column instanceof ColumnBuffer buffer) {
      elements = buffer.elements();
    } else if (column instanceof FixedColumn fixed) {
      elements = fixed.elements();
    }
    boolean suits =
        elements != null
            && elements.type() == ElementType.FLOAT32
            && elements.width() == 1
            && elements.bytes().hasArray()
            && !column.hasNulls();
    return suits ? elements : null;
  }

  private void packBlocks(ByteBuffer bytes, int width, int rows) {
    IntBuffer target = bytes.asIntBuffer();
    int some = BLOCK / width;
    for (int from = 0; from < rows; from += some) {
      int count = Math.min(some, rows - from);
      packBlock(from, count, width);
      target.put(from * width, block, 0, count * width);
    }
  }

  private void packBlock(int from, int count, int width) {
    int column = 0;
    if (width == 4) {
      packFour(0, from, count);
      return;
    }
    for (; column + 3 < width; column += 4) {
      packFour(column, from, count, width);
    }
    for (; column < width; column++) {
      packOne(column, from, count, width);
    }
  }

  private void packFour(int column, int from, int count) {
    packFour(column, from, count, 4);
  }

  private void packFour(int column, int from, int count, int width) {
    byte[] a = source(column);
    byte[] b = source(column + 1);
    byte[] c = source(column + 2);
    byte[] d = source(column + 3);
    int readA = offsets[column] + from * 4;
    int readB = offsets[column + 1] + from * 4;
    int readC = offsets[column + 2] + from * 4;
    int readD = offsets[column + 3] + from * 4;
    int[] target = block;
    for (int i = 0; i < count; i++) {
      int place = i * width + column;
      target[place] = (int) INTS.get(a, readA + i * 4);
      target[place + 1] = (int) INTS.get(b, readB + i * 4);
      target[place + 2] = (int) INTS.get(c, readC + i * 4);
      target[place + 3] = (int) INTS.get(d, readD + i * 4);
    }
  }

  private void packOne(int column, int from, int count, int width) {
    byte[] source = source(column);
    int read = offsets[column] + from * 4;
    int[] target = block;
    for (int i = 0; i < count; i++) {
      target[i * width + column] = (int) INTS.get(source, read + i * 4);
    }
  }

  private byte[] source(int column) {
    byte[] source = sources[column];
    if (source == null) {
      throw new IllegalStateException("column " + column + " was not taken");
    }
    return source;
  }
}
