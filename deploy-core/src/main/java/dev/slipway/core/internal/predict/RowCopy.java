package dev.slipway.core.internal.predict;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;

/** Puts the rows of one column into another of the same type. */
final class RowCopy {

  private RowCopy() {}

  static void copy(Column source, ColumnBuffer target, int firstRow) {
    if (!source.rowShape().equals(target.rowShape())) {
      throw new EngineException(
          ErrorCode.SIGNATURE_MISMATCH,
          "Cannot join answers: some rows have the shape "
              + source.rowShape()
              + ", others "
              + target.rowShape()
              + " (predict fewer rows in a call)",
          null);
    }
    int first = firstRow * source.width();
    int count = source.rows() * source.width();
    for (int i = 0; i < count; i++) {
      if (source.type().isFloating()) {
        target.setDouble(first + i, source.doubleAt(i));
      } else if (source.type().isVariableLength()) {
        target.setBytes(first + i, source.bytesAt(i));
      } else {
        target.setLong(first + i, source.longAt(i));
      }
    }
  }
}
