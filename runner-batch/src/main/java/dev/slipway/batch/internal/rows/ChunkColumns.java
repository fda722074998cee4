package dev.slipway.batch.internal.rows;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.batch.internal.database.ElementSql;
import dev.slipway.batch.internal.database.VectorColumn;
import dev.slipway.batch.internal.table.ChunkRows;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;

/** Columns of which each element is an expression of one query. Not thread-safe. */
final class ChunkColumns {

  private final List<String> expressions;
  private final List<String> names = new ArrayList<>();
  private final List<VectorColumn> views = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  /** Adds to the select list of a query. */
  ChunkColumns(List<String> expressions) {
    this.expressions = expressions;
  }

  void add(String name, ElementType type, Shape rowShape, List<String> elements) {
    names.add(name);
    views.add(new VectorColumn(type, rowShape));
    places.add(expressions.size());
    elements.forEach(element -> expressions.add(ElementSql.toCarrier(type, element)));
  }

  /** Returns a table of no rows. */
  Table sample() {
    List<Column> columns = new ArrayList<>();
    views.forEach(view -> columns.add(new ColumnBuffer(view.type(), view.rowShape())));
    return Table.of(names, columns);
  }

  /** Copies the rows of a chunk. */
  Table copy(DuckDBDataChunkReader chunk) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      VectorColumn view = views.get(i);
      view.bind(chunk, places.get(i));
      ColumnBuffer copy = new ColumnBuffer(view.type(), view.rowShape());
      ChunkRows.append(view, copy);
      columns.add(copy);
      view.release();
    }
    return Table.of(names, columns);
  }
}
