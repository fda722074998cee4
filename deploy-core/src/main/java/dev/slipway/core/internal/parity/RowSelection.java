package dev.slipway.core.internal.parity;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Signature;
import dev.slipway.Table;
import java.util.List;
import java.util.stream.IntStream;

/** Copies rows of tables into new tables. */
final class RowSelection {

  private RowSelection() {}

  /** Returns these rows, in this order. */
  static Table of(Table table, int... rows) {
    Table.Builder selected = Table.builder();
    for (int i = 0; i < table.names().size(); i++) {
      Column source = table.columns().get(i);
      ColumnBuffer target = new ColumnBuffer(source.type(), source.rowShape());
      target.reset(rows.length);
      for (int row = 0; row < rows.length; row++) {
        copy(source, rows[row], target, row);
      }
      selected.column(table.names().get(i), target);
    }
    return selected.build();
  }

  /** Returns at most so many rows, spread evenly over the table. */
  static Table spread(Table table, int most) {
    int count = Math.min(most, table.rows());
    return of(
        table,
        IntStream.range(0, count).map(i -> (int) ((long) i * table.rows() / count)).toArray());
  }

  /** Returns the rows of tables that {@link #alike} holds for, one after the other. */
  static Table join(List<Table> tables) {
    Table first = tables.get(0);
    int rows = tables.stream().mapToInt(Table::rows).sum();
    Table.Builder joined = Table.builder();
    for (String name : first.names()) {
      Column sample = first.column(name);
      ColumnBuffer target = new ColumnBuffer(sample.type(), sample.rowShape());
      target.reset(rows);
      int row = 0;
      for (Table table : tables) {
        Column source = table.column(name);
        for (int from = 0; from < table.rows(); from++) {
          copy(source, from, target, row++);
        }
      }
      joined.column(name, target);
    }
    return joined.build();
  }

  /** Returns whether two tables have the same columns, of the same types and row shapes. */
  static boolean alike(Table one, Table other) {
    return one.names().equals(other.names())
        && IntStream.range(0, one.columns().size())
            .allMatch(i -> alike(one.columns().get(i), other.columns().get(i)));
  }

  private static boolean alike(Column one, Column other) {
    return one.type() == other.type() && one.rowShape().equals(other.rowShape());
  }

  /**
   * Returns the signature's columns of a table; those that may be missing and are, are left out.
   */
  static Table columns(Table table, List<Signature.Field> inputs) {
    Table.Builder wanted = Table.builder();
    for (Signature.Field input : inputs) {
      if (table.indexOf(input.name()) >= 0) {
        wanted.column(input.name(), table.column(input.name()));
      }
    }
    Table known = wanted.build();
    return known.names().isEmpty() ? table : known;
  }

  static void copy(Column source, int from, ColumnBuffer target, int to) {
    if (source.isNull(from)) {
      target.setNull(to);
      return;
    }
    int width = source.width();
    for (int k = 0; k < width; k++) {
      int index = from * width + k;
      if (source.type().isVariableLength()) {
        target.setBytes(to * width + k, source.bytesAt(index));
      } else if (source.type().isFloating()) {
        target.setDouble(to * width + k, source.doubleAt(index));
      } else {
        target.setLong(to * width + k, source.longAt(index));
      }
    }
  }
}
