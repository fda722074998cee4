package dev.slipway.verification.kinds;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Predictor;
import dev.slipway.Table;
import java.util.ArrayList;
import java.util.List;

/** The answers of rows that are asked for one by one, as one table. */
final class RowsAlone {

  private RowsAlone() {}

  static Table answers(Predictor predictor, Rows rows, int[] order) {
    Table first = predictor.predict(rows.table(order, 0, 1));
    List<ColumnBuffer> columns = new ArrayList<>();
    for (Column column : first.columns()) {
      ColumnBuffer copy = new ColumnBuffer(column.type(), column.rowShape());
      copy.reset(order.length);
      columns.add(copy);
    }
    for (int row = 0; row < order.length; row++) {
      Table answer = predictor.predict(rows.table(order, row, 1));
      for (int i = 0; i < columns.size(); i++) {
        copy(answer.columns().get(i), columns.get(i), row);
      }
    }
    return Table.of(first.names(), columns);
  }

  private static void copy(Column answer, ColumnBuffer target, int row) {
    for (int k = 0; k < answer.width(); k++) {
      int place = row * answer.width() + k;
      if (answer.type().isFloating()) {
        target.setDouble(place, answer.doubleAt(k));
      } else {
        target.setLong(place, answer.longAt(k));
      }
    }
  }
}
