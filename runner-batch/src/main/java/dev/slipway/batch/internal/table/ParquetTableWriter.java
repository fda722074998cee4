package dev.slipway.batch.internal.table;

import dev.slipway.Column;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Table;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.DatabaseFaults;
import dev.slipway.batch.internal.database.DatabaseSettings;
import dev.slipway.batch.internal.database.ElementSql;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.database.VectorWriter;
import dev.slipway.batch.internal.database.VectorWriter.Elements;
import dev.slipway.batch.internal.output.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/** Writes a table into a Parquet file. */
public final class ParquetTableWriter {

  private static final String VALUE = Database.FUNCTION_PREFIX + "value_";

  private final Table table;

  private ParquetTableWriter(Table table) {
    this.table = table;
  }

  /**
   * Writes a file.
   *
   * @param table what to write
   * @param file where it goes
   */
  public static void write(Table table, Path file) {
    String task = "Cannot write " + file;
    try (Output output = Output.open(file, Output.Kind.FILE);
        Database database = Database.open(DatabaseSettings.small())) {
      Path result = output.work("result");
      new ParquetTableWriter(table).write(database, result);
      output.publish(result);
    } catch (SQLException fault) {
      throw DatabaseFaults.failure(task, fault);
    } catch (IOException fault) {
      throw new EngineException(ErrorCode.ENGINE_FAILURE, task + ": " + fault, fault);
    }
  }

  private void write(Database database, Path file) throws SQLException {
    List<String> values = new ArrayList<>();
    List<String> items = new ArrayList<>();
    for (int place = 0; place < table.columns().size(); place++) {
      register(database, place);
      String name = Sql.identifier(table.names().get(place));
      values.add(value(place) + " AS " + name);
      items.add(item(table.columns().get(place), name) + " AS " + name);
    }
    String rows = " FROM range(" + table.rows() + ") rows(i)";
    try (Statement statement = database.connection().createStatement()) {
      statement.execute(
          "COPY (SELECT "
              + String.join(", ", items)
              + " FROM (SELECT "
              + String.join(", ", values)
              + rows
              + ")) TO "
              + Sql.literal(file.toString())
              + " (FORMAT parquet, USE_TMP_FILE false)");
    }
  }

  private String value(int place) {
    Column column = table.columns().get(place);
    return ElementSql.rows(
        column.rowShape(),
        k -> ElementSql.fromCarrier(column.type(), VALUE + place + "(i, " + k + ")"));
  }

  /** A null row comes as a list of nulls, but shall be null itself. */
  private static String item(Column column, String name) {
    boolean lists = column.rowShape().rank() > 0 && column.width() > 0 && column.hasNulls();
    String first = name + "[1]".repeat(column.rowShape().rank());
    return lists ? "CASE WHEN " + first + " IS NULL THEN NULL ELSE " + name + " END" : name;
  }

  private void register(Database database, int place) throws SQLException {
    Column column = table.columns().get(place);
    VectorWriter writer = new VectorWriter(column.type());
    try (DuckDBScalarFunctionBuilder value = DuckDBFunctions.scalarFunction()) {
      value
          .withName(VALUE + place)
          .withParameters(DuckDBColumnType.BIGINT, DuckDBColumnType.INTEGER)
          .withReturnType(ElementSql.carrier(column.type()))
          .withVolatile()
          .withVectorizedFunction((chunk, target) -> write(column, writer, chunk, target))
          .register(database.connection());
    }
  }

  /** The rows of a chunk follow each other, as the range gives them. */
  private static void write(
      Column column,
      VectorWriter writer,
      DuckDBDataChunkReader chunk,
      DuckDBWritableVector target) {
    int count = Math.toIntExact(chunk.rowCount());
    int first = Math.toIntExact(chunk.vector(0).getLong(0));
    if (chunk.vector(0).getLong(count - 1) != first + count - 1L) {
      throw new IllegalStateException("rows were asked for out of order");
    }
    writer.write(new Elements(column, first, count, chunk.vector(1).getInt(0)), target);
  }
}
