package dev.slipway.batch.internal.database;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions.RegisteredFunction;
import org.jspecify.annotations.Nullable;

/**
 * An in-memory DuckDB of its own: it fetches nothing, keeps no cache of files, and is gone with its
 * functions when it is closed. Its connection is for one thread at a time.
 */
public final class Database implements AutoCloseable {

  /** What the names of all functions begin with that this module registers. */
  public static final String FUNCTION_PREFIX = "slipway_";

  private final DuckDBConnection connection;

  private Database(DuckDBConnection connection) {
    this.connection = connection;
  }

  /**
   * Opens a database.
   *
   * @param settings what it may use
   * @return the database, which the caller closes
   * @throws SQLException if DuckDB cannot start
   */
  public static Database open(DatabaseSettings settings) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("threads", Integer.toString(settings.threads()));
    properties.setProperty("memory_limit", settings.memoryBytes() + "B");
    properties.setProperty("temp_directory", settings.spillDirectory().toString());
    properties.setProperty("preserve_insertion_order", "true");
    properties.setProperty("enable_external_file_cache", "false");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    DuckDBConnection connection =
        DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      return new Database(connection);
    } catch (SQLException fault) {
      connection.close();
      throw fault;
    }
  }

  /**
   * Returns the connection.
   *
   * @return the same at every call, closed with this
   */
  public DuckDBConnection connection() {
    return connection;
  }

  /**
   * Runs a query and returns its rows as texts.
   *
   * @param sql a query of few rows
   * @return one list for each row, null where a value is
   * @throws SQLException if the query fails
   */
  public List<List<@Nullable String>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      List<List<@Nullable String>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>(width);
        for (int column = 1; column <= width; column++) {
          row.add(result.getString(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    forgetFunctions();
  }

  /**
   * The driver keeps a list of the names of every function ever registered in the process, which
   * would grow with every job. It is emptied where nobody else has a name in it.
   */
  private static void forgetFunctions() {
    for (RegisteredFunction function : DuckDBDriver.registeredFunctions()) {
      if (!function.name().startsWith(FUNCTION_PREFIX)) {
        return;
      }
    }
    DuckDBDriver.clearFunctionsRegistry();
  }
}
