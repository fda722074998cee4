package dev.slipway.core;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Table;
import java.util.Arrays;
import java.util.List;

/** One row to try a model with. */
public final class SampleRow {

  private static final long MICROS_2024 = 1_704_067_200_000_000L;

  private SampleRow() {}

  /**
   * Returns the first row of a table.
   *
   * @param rows at least one
   * @return a table of its own memory
   */
  public static Table firstOf(Table rows) {
    Table.Builder first = Table.builder();
    for (String name : rows.names()) {
      first.column(name, firstOf(rows.column(name)));
    }
    return first.build();
  }

  private static Column firstOf(Column column) {
    ColumnBuffer first = new ColumnBuffer(column.type(), column.rowShape());
    if (column.isNull(0)) {
      first.addNull();
      return first;
    }
    for (int i = 0; i < column.width(); i++) {
      if (column.type().isVariableLength()) {
        byte[] bytes = column.bytesAt(i);
        first.addBytes(bytes, bytes.length);
      } else if (column.type().isFloating()) {
        first.addDouble(column.doubleAt(i));
      } else {
        first.addLong(column.longAt(i));
      }
    }
    return first;
  }

  /**
   * Makes a row up: ones, halves, true, the text {@code text}, the first of January 2024.
   *
   * @param fields what it has; free dimensions are 1
   * @return a row that has the right types, and that the model may refuse
   */
  public static Table madeUp(List<Signature.Field> fields) {
    Table.Builder row = Table.builder();
    for (Signature.Field field : fields) {
      row.column(field.name(), madeUp(field));
    }
    return row.build();
  }

  private static Column madeUp(Signature.Field field) {
    long[] shape = field.rowShape().toArray();
    long[] fixed = Arrays.stream(shape).map(length -> length == Shape.FREE ? 1 : length).toArray();
    ColumnBuffer column = new ColumnBuffer(field.type(), Shape.of(fixed));
    column.reset(1);
    for (int index = 0; index < column.width(); index++) {
      set(column, index);
    }
    return column;
  }

  private static void set(ColumnBuffer column, int index) {
    ElementType type = column.type();
    if (type.isVariableLength()) {
      column.setString(index, "text");
    } else if (type.isFloating()) {
      column.setDouble(index, 0.5);
    } else {
      column.setLong(index, type == ElementType.DATETIME ? MICROS_2024 : 1);
    }
  }
}
