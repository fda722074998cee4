package dev.slipway.examples.flightdelay;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Draws the sample that this example ships, again, from a copy of the whole data set: every 24th
 * flight, in the order of the file. {@code data/PROVENANCE.md} says where to get that copy.
 */
public final class SampleDrawing {

  private static final int EVERY = 24;

  private SampleDrawing() {}

  /**
   * Draws the sample.
   *
   * @param arguments the Parquet file to draw from and the one to write
   * @throws SQLException if one cannot be read or the other not be written
   */
  public static void main(String[] arguments) throws SQLException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("expected two paths: flights-3m.parquet SAMPLE.parquet");
    }
    draw(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  static void draw(Path flights, Path sample) throws SQLException {
    String rows =
        "SELECT date, delay, distance, origin, destination FROM %s WHERE file_row_number %% %d = 0"
            .formatted(Flights.source(flights), EVERY);
    String copy =
        "COPY (%s ORDER BY file_row_number) TO %s (FORMAT parquet, COMPRESSION zstd)"
            .formatted(rows, Flights.quoted(sample));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(copy);
    }
  }
}
