package dev.slipway.batch.internal.table;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.ElementSql;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.database.VectorWriter;
import dev.slipway.batch.internal.database.VectorWriter.Elements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;

/**
 * Rows of this side as a relation of the database, in order; can be read once. DuckDB's functions
 * give numbers and texts only, so each element of a row is a column, and a query puts rows together
 * again.
 */
public final class RowsFunction implements DuckDBTableFunction<RowSource, RowSource, RowSource> {

  private static final String NAME = Database.FUNCTION_PREFIX + "rows";

  private final RowSource source;
  private final List<Item> items;
  private final List<VectorWriter> writers;
  private Table table = Table.builder().build();
  private int row;
  private volatile @Nullable Throwable failure;
  private volatile boolean cancelled;

  /** A column: its name, the type, the shape of a row. */
  public record Item(String name, ElementType type, Shape rowShape) {}

  /**
   * Creates a relation.
   *
   * @param source where the rows come from
   * @param items its columns, in order, without free dimensions
   */
  public RowsFunction(RowSource source, List<Item> items) {
    this.source = source;
    this.items = items;
    this.writers = items.stream().map(item -> new VectorWriter(item.type)).toList();
  }

  /**
   * Makes the relation known; it replaces the one before.
   *
   * @param connection where queries will ask for it
   * @throws SQLException if the database refuses
   */
  public void register(DuckDBConnection connection) throws SQLException {
    try (DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction()) {
      function.withName(NAME).withFunction(this).register(connection);
    }
  }

  /**
   * Returns the query of all rows.
   *
   * @return a query whose columns have the names and types of the items
   */
  public String sql() {
    List<String> select = new ArrayList<>();
    for (int place = 0; place < items.size(); place++) {
      select.add(value(place) + " AS " + Sql.identifier(items.get(place).name));
    }
    return "SELECT " + String.join(", ", select) + " FROM " + NAME + "()";
  }

  /** A null row comes as a list of nulls, but shall be null itself. */
  private String value(int place) {
    Item item = items.get(place);
    String value =
        ElementSql.rows(item.rowShape, k -> ElementSql.fromCarrier(item.type, element(place, k)));
    boolean list = item.rowShape.rank() > 0 && item.rowShape.elements() > 0;
    return list
        ? "CASE WHEN " + element(place, 0) + " IS NULL THEN NULL ELSE " + value + " END"
        : value;
  }

  private static String element(int place, int k) {
    return "c" + place + "_" + k;
  }

  /** Makes every further call fail. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Returns what stopped the reading.
   *
   * @return an exception or error of the source, empty if none was thrown
   */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public RowSource bind(DuckDBTableFunctionBindInfo info) throws SQLException {
    for (int place = 0; place < items.size(); place++) {
      Item item = items.get(place);
      for (int k = 0; k < item.rowShape.elements(); k++) {
        info.addResultColumn(element(place, k), ElementSql.carrier(item.type));
      }
    }
    return source;
  }

  @Override
  public RowSource init(DuckDBTableFunctionInitInfo info) {
    return source;
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
      throws Exception {
    try {
      if (cancelled) {
        throw new CancellationException("the job was cancelled");
      }
      if (row == table.rows()) {
        table = source.next();
        row = 0;
      }
      int count = (int) Math.min(chunk.capacity(), table.rows() - row);
      write(chunk, count);
      row += count;
      return count;
    } catch (Exception | Error fault) {
      failure = fault;
      throw fault;
    }
  }

  private void write(DuckDBDataChunkWriter chunk, int count) throws SQLException {
    int place = 0;
    for (int i = 0; i < items.size(); i++) {
      Column column = table.columns().get(i);
      for (int k = 0; k < column.width() && count > 0; k++) {
        writers.get(i).write(new Elements(column, row, count, k), chunk.vector(place++));
      }
    }
  }
}
