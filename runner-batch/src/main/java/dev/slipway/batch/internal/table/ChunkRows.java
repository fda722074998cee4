package dev.slipway.batch.internal.table;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;

/** Copies rows out of memory that is the database's. */
public final class ChunkRows {

  private ChunkRows() {}

  /**
   * Adds all rows of a column to another.
   *
   * @param from a view
   * @param to of the same type and row shape
   */
  public static void append(Column from, ColumnBuffer to) {
    int width = from.width();
    for (int row = 0; row < from.rows(); row++) {
      if (from.isNull(row)) {
        to.addNull();
        continue;
      }
      for (int index = row * width; index < (row + 1) * width; index++) {
        append(from, index, to);
      }
    }
  }

  private static void append(Column from, int index, ColumnBuffer to) {
    if (to.type().isVariableLength()) {
      byte[] bytes = from.bytesAt(index);
      to.addBytes(bytes, bytes.length);
    } else if (to.type().isFloating()) {
      to.addDouble(from.doubleAt(index));
    } else {
      to.addLong(from.longAt(index));
    }
  }
}
