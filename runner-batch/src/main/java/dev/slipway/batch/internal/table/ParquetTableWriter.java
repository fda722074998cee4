package dev.slipway.batch.internal.table;

import dev.slipway.Column;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Table;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.DatabaseFaults;
import dev.slipway.batch.internal.database.DatabaseSettings;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.output.Output;
import dev.slipway.batch.internal.table.RowsFunction.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Writes a table into a Parquet file. */
public final class ParquetTableWriter {

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
    Iterator<Table> parts = List.of(table, table.slice(0, 0)).iterator();
    RowsFunction rows = new RowsFunction(parts::next, items());
    rows.register(database.connection());
    try (Statement statement = database.connection().createStatement()) {
      statement.execute(
          "COPY ("
              + rows.sql()
              + ") TO "
              + Sql.literal(file.toString())
              + " (FORMAT parquet, USE_TMP_FILE false)");
    }
  }

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int place = 0; place < table.columns().size(); place++) {
      Column column = table.columns().get(place);
      items.add(new Item(table.names().get(place), column.type(), column.rowShape()));
    }
    return items;
  }
}
