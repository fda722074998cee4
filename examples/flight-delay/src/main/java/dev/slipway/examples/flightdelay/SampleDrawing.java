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
        "SELECT date, delay, distance, origin, destination FROM "
            + Flights.source(flights)
            + " WHERE file_row_number % "
            + EVERY
            + " = 0 ORDER BY file_row_number";
    String copy =
        "COPY (" + rows + ") TO " + Flights.quoted(sample) + " (FORMAT parquet, COMPRESSION zstd)";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(copy);
    }
  }
}
