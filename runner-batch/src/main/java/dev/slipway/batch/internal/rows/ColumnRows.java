package dev.slipway.batch.internal.rows;

import dev.slipway.Column;
import dev.slipway.Table;
import dev.slipway.batch.internal.table.RowsFunction.Item;
import java.util.ArrayList;
import java.util.List;

/** Scored rows as columns of a table. */
public final class ColumnRows {

  private ColumnRows() {}

  /**
   * Returns the columns of rows.
   *
   * @param rows scored ones
   * @return what is kept of the input, then the answers
   */
  public static Table of(RowScoring.Scored rows) {
    return TextRows.joined(rows.kept().table(), rows.answers());
  }

  /**
   * Returns the columns without rows.
   *
   * @param files of the input
   * @param answers a table of no rows
   * @return a table of no rows
   */
  public static Table none(RowFiles files, Table answers) {
    return TextRows.joined(files.sampleKept().table(), answers);
  }

  /**
   * Returns what the columns are.
   *
   * @param files of the input
   * @param answers a table of no rows
   * @return one item for each column
   */
  public static List<Item> items(RowFiles files, Table answers) {
    List<Item> items = new ArrayList<>();
    Table sample = none(files, answers);
    for (int place = 0; place < sample.names().size(); place++) {
      Column column = sample.columns().get(place);
      items.add(new Item(sample.names().get(place), column.type(), column.rowShape()));
    }
    return items;
  }
}
