package dev.slipway;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Writing column after column into direct memory touches every cache line as often as there are
 * columns, and every element that is read or written through a buffer has its bounds checked. Here
 * a few rows of four columns at a time are copied in bulk into arrays that stay in the first cache,
 * put together in another one, and that is copied as a whole.
 */
/**
 * Copies columns side by side into tensors, one row after the other, and keeps the memory that it
 * takes. Not thread-safe.
 */
public final class RowPacker {

  /** Elements of one block: 8 KiB, a quarter of the smallest first cache in use. */
  private static final int BLOCK = 2048;

  private static final int FEWEST_ROWS = 64;
  private static final int LANES = 4;

  /** Rows of one block; those of the lanes take another 8 KiB. */
  private static final int MOST_ROWS = BLOCK / LANES;

  private static final int MOST_WIDTH = BLOCK / 16;

  /** The memory of the columns, and it as integers: kept, since callers use columns again. */
  private byte[] @Nullable [] sources = new byte[0][];

  private int[] offsets = new int[0];
  private @Nullable IntBuffer[] views = new IntBuffer[0];
  private int[][] lanes = new int[0][];
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
      packBlocks(target.bytes().asIntBuffer(), stride, rows);
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
      views = new IntBuffer[count];
      lanes = new int[LANES][MOST_ROWS];
      block = new int[BLOCK];
    }
    for (int i = 0; i < count; i++) {
      FixedElements elements = floats(columns.get(i));
      if (elements == null || columns.get(i).rows() != columns.get(0).rows()) {
        return false;
      }
      byte[] source = elements.bytes().array();
      int offset = elements.bytes().arrayOffset();
      if (sources[i] != source || offsets[i] != offset) {
        sources[i] = source;
        offsets[i] = offset;
        views[i] = integers(source, offset);
      }
    }
    return true;
  }

  /** Returns all that is behind an offset, for other columns may have more of the same memory. */
  private static IntBuffer integers(byte[] source, int offset) {
    ByteBuffer rest = ByteBuffer.wrap(source, offset, source.length - offset).slice();
    return rest.order(ByteOrder.nativeOrder()).asIntBuffer();
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

  private void packBlocks(IntBuffer target, int width, int rows) {
    int some = Math.min(MOST_ROWS, BLOCK / width);
    for (int from = 0; from < rows; from += some) {
      int count = Math.min(some, rows - from);
      packBlock(from, count, width);
      target.put(from * width, block, 0, count * width);
    }
  }

  private void packBlock(int from, int count, int width) {
    int column = 0;
    for (; column + LANES <= width; column += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        source(column + lane).get(from, lanes[lane], 0, count);
      }
      if (width == LANES) {
        weaveWhole(count);
      } else {
        weave(count, width, column);
      }
    }
    for (; column < width; column++) {
      source(column).get(from, lanes[0], 0, count);
      int[] lane = lanes[0];
      int[] target = block;
      for (int i = 0; i < count; i++) {
        target[i * width + column] = lane[i];
      }
    }
  }

  /** With the distance of rows a constant, the compiler checks the bounds once for all rows. */
  private void weaveWhole(int count) {
    int[] a = lanes[0];
    int[] b = lanes[1];
    int[] c = lanes[2];
    int[] d = lanes[3];
    int[] target = block;
    for (int i = 0; i < count; i++) {
      target[i * LANES] = a[i];
      target[i * LANES + 1] = b[i];
      target[i * LANES + 2] = c[i];
      target[i * LANES + 3] = d[i];
    }
  }

  private void weave(int count, int width, int column) {
    int[] a = lanes[0];
    int[] b = lanes[1];
    int[] c = lanes[2];
    int[] d = lanes[3];
    int[] target = block;
    for (int i = 0; i < count; i++) {
      int place = i * width + column;
      target[place] = a[i];
      target[place + 1] = b[i];
      target[place + 2] = c[i];
      target[place + 3] = d[i];
    }
  }

  private IntBuffer source(int column) {
    IntBuffer source = views[column];
    if (source == null) {
      throw new IllegalStateException("column " + column + " was not taken");
    }
    return source;
  }
}
