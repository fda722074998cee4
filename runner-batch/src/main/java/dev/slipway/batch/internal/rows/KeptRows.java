package dev.slipway.batch.internal.rows;

import dev.slipway.Table;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an input on their way to the output.
 *
 * @param table the columns; none where there is a text
 * @param json the string columns whose values are JSON, not texts
 * @param text the rows as they stand in the input, null where input and output have two formats
 */
record KeptRows(Table table, Set<String> json, @Nullable RowText text) {

  private static final Table NONE = Table.builder().build();

  static KeptRows columns(Table table) {
    return new KeptRows(table, Set.of(), null);
  }

  static KeptRows text(RowText text) {
    return new KeptRows(NONE, Set.of(), text);
  }

  /** Returns some of the rows, numbered anew. */
  KeptRows select(List<Integer> rows) {
    RowText all = text;
    return all == null
        ? new KeptRows(SelectedColumn.of(table, rows), json, null)
        : text((row, out) -> all.write(rows.get(row), out));
  }
}
