package dev.slipway.verification;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.examples.flightdelay.Flight;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The first flights of the example's sample, read with plain SQL. */
public final class FlightRows {

  private static final Path SAMPLE =
      Repository.root().resolve("examples/flight-delay/data/flights-125k.parquet");

  private FlightRows() {}

  /** Returns that many flights, with the columns that callers send. */
  public static Table first(int count) {
    ColumnBuffer date = new ColumnBuffer(ElementType.DATETIME, Shape.scalar());
    ColumnBuffer distance = new ColumnBuffer(ElementType.INT64, Shape.scalar());
    ColumnBuffer origin = new ColumnBuffer(ElementType.STRING, Shape.scalar());
    ColumnBuffer destination = new ColumnBuffer(ElementType.STRING, Shape.scalar());
    String query =
        "select epoch_us(date), distance, origin, destination from '" + SAMPLE + "' limit " + count;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        date.addLong(rows.getLong(1));
        distance.addLong(rows.getLong(2));
        origin.addValue(rows.getString(3));
        destination.addValue(rows.getString(4));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return Table.of(
        List.of("date", "distance", "origin", "destination"),
        List.of(date, distance, origin, destination));
  }

  static Path write(Table flights, Path file) {
    String copy =
        "copy (select * from '" + SAMPLE + "' limit " + flights.rows() + ") to '" + file + "'";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(copy);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return file;
  }

  static List<Flight> records(Table flights) {
    List<Flight> records = new ArrayList<>();
    Column dates = flights.column("date");
    for (int row = 0; row < flights.rows(); row++) {
      records.add(
          new Flight(
              LocalDateTime.ofInstant((Instant) dates.valueAt(row), ZoneOffset.UTC),
              flights.column("distance").longAt(row),
              flights.column("origin").stringAt(row),
              flights.column("destination").stringAt(row)));
    }
    return records;
  }

  /** Returns the probabilities in a scored file, as bits. */
  static List<Integer> probabilities(Path file) {
    List<Integer> bits = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select probability from '" + file + "'")) {
      while (rows.next()) {
        bits.add(Float.floatToIntBits(rows.getFloat(1)));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return bits;
  }
}
