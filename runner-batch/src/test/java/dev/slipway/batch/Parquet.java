package dev.slipway.batch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parquet files as DuckDB itself writes and reads them. */
final class Parquet {

  private Parquet() {}

  /** Writes the rows of a query into a file. */
  static Path write(Path file, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO " + literal(file) + " (FORMAT parquet)");
    }
    return file;
  }

  /** Writes rows (id, x, y) with x = id / 2 and y = 10. */
  static Path numbers(Path file, long from, long to) throws SQLException {
    return write(
        file,
        "SELECT i AS id, (i / 2)::FLOAT AS x, 10::FLOAT AS y FROM range("
            + from
            + ", "
            + to
            + ") t(i)");
  }

  /** Returns the rows of a query, in which {@code $} stands for the file. */
  static List<List<@Nullable Object>> rows(Path file, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(query.replace("$", "read_parquet(" + literal(file) + ")"))) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Returns the first value of a query. */
  static @Nullable Object value(Path file, String query) throws SQLException {
    return rows(file, query).get(0).get(0);
  }

  /** Returns the columns of a file as {@code name TYPE}. */
  static List<String> columns(Path file) throws SQLException {
    return rows(file, "DESCRIBE SELECT * FROM $").stream()
        .map(row -> row.get(0) + " " + row.get(1))
        .toList();
  }

  private static String literal(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }
}
