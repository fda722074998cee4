package dev.slipway.benchmarks.batch;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** A DuckDB as a user would open it, with all settings as they are by default. */
final class Sql implements AutoCloseable {

  private final DuckDBConnection connection;
  private final Statement statement;

  Sql() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    statement = connection.createStatement();
  }

  DuckDBConnection connection() {
    return connection;
  }

  void run(String sql) throws SQLException {
    statement.execute(sql);
  }

  /** Writes what a query gives into a Parquet file. */
  void copy(String query, Path file) throws SQLException {
    run("COPY (" + query + ") TO " + literal(file) + " (FORMAT parquet)");
  }

  long count(String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Returns the names and types of a file's columns, in order. */
  List<String> columns(Path file) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + table(file))) {
      while (result.next()) {
        columns.add(result.getString(1) + " " + result.getString(2));
      }
    }
    return columns;
  }

  /**
   * Checks that two files have the same columns, as many rows, and no row for which a condition
   * holds; {@code first} and {@code second} are rows at the same place.
   *
   * @throws IllegalStateException if not
   */
  void compare(Path a, Path b, String differ) throws SQLException {
    // A positional join pairs rows of files with several row groups as its threads come.
    String both = row(a, "first") + " JOIN " + row(b, "second") + " USING (place)";
    long different = count("SELECT count(*) FROM " + both + " WHERE " + differ);
    boolean rows =
        count("SELECT count(*) FROM " + table(a)) == count("SELECT count(*) FROM " + table(b));
    if (different > 0 || !rows || !columns(a).equals(columns(b))) {
      throw new IllegalStateException(
          "the paths give different answers: "
              + different
              + " rows of "
              + a.getFileName()
              + " and "
              + b.getFileName()
              + ", columns "
              + columns(a)
              + " and "
              + columns(b));
    }
  }

  private static String row(Path file, String name) {
    return "(SELECT r AS "
        + name
        + ", r.file_row_number AS place FROM read_parquet("
        + literal(file)
        + ", file_row_number = true) AS r)";
  }

  static String table(Path file) {
    return "read_parquet(" + literal(file) + ")";
  }

  static String literal(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }

  @Override
  public void close() throws SQLException {
    statement.close();
    connection.close();
  }
}
