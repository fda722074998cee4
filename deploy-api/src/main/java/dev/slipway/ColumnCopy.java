package dev.slipway;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Element-by-element copies that work for every implementation of {@link Column}. */
final class ColumnCopy {

  private ColumnCopy() {}

  static void copy(Column source, Tensor target, int first, int stride) {
    int width = source.width();
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
      if (target.type().isFloating()) {
        target.setDouble(place + k, source.doubleAt(from + k));
      } else if (target.type().isVariableLength()) {
        target.setString(place + k, source.stringAt(from + k));
      } else {
        target.setLong(place + k, source.longAt(from + k));
      }
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

  static Object value(Column column, int row) {
    return column.rowShape().rank() == 0
        ? element(column, row)
        : nested(column, column.rowShape(), row * column.width());
  }

  private static List<Object> nested(Column column, Shape shape, int first) {
    List<Object> list = new ArrayList<>();
    Shape inner = shape.row();
    int width = Math.toIntExact(inner.elements());
    for (int k = 0; k < shape.dimension(0); k++) {
      int place = first + k * width;
      list.add(inner.rank() == 0 ? element(column, place) : nested(column, inner, place));
    }
    return list;
  }

  private static Object element(Column column, int index) {
    return switch (column.type()) {
      case BOOL -> column.booleanAt(index);
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> column.longAt(index);
      case UINT64 -> new BigInteger(Long.toUnsignedString(column.longAt(index)));
      case FLOAT16, BFLOAT16, FLOAT32 -> column.floatAt(index);
      case FLOAT64 -> column.doubleAt(index);
      case STRING -> column.stringAt(index);
      case BINARY -> column.bytesAt(index);
      case DATETIME -> Instant.EPOCH.plus(column.longAt(index), ChronoUnit.MICROS);
    };
  }
}
