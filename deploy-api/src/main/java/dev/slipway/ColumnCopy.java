package dev.slipway;

/** Element-by-element copies that work for every implementation of {@link Column}. */
final class ColumnCopy {

  private ColumnCopy() {}

  static void copy(Column source, Tensor target, int first, int stride) {
    int width = source.width();
    target.checkRows(source.rows(), width, first, stride);
    boolean nulls = source.hasNulls();
    for (int row = 0; row < source.rows(); row++) {
      int place = first + row * stride;
      if (nulls && source.isNull(row)) {
        blank(target, place, width);
      } else {
        copyRow(source, row * width, target, place);
      }
    }
  }

  private static void copyRow(Column source, int from, Tensor target, int place) {
    int width = source.width();
    for (int k = 0; k < width; k++) {
      copyElement(source, from + k, target, place + k);
    }
  }

  /** Converts as {@link Elements#copy} does, so that every implementation gives equal bits. */
  private static void copyElement(Column source, int from, Tensor target, int place) {
    switch (source.type()) {
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> target.setDouble(place, source.doubleAt(from));
      case STRING -> target.setString(place, source.stringAt(from));
      case BINARY -> throw new IllegalStateException("BINARY elements do not fit into a tensor");
      case UINT64 -> target.setUnsigned(place, source.longAt(from));
      default -> target.setLong(place, source.longAt(from));
    }
  }

  static void blank(Tensor target, int place, int width) {
    for (int k = 0; k < width; k++) {
      if (target.type().isFloating()) {
        target.setDouble(place + k, Double.NaN);
      } else if (target.type().isVariableLength()) {
        target.setString(place + k, "");
      } else {
        target.setLong(place + k, 0);
      }
    }
  }
}
