package dev.slipway.examples.flightdelay;

import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Flights that took place: what was known when each left the gate, and how late it arrived.
 *
 * @param departures the model's inputs: date, distance, origin and destination
 * @param delays minutes after the scheduled arrival, one a row; below 0 for an early one
 */
record Flights(Table departures, List<Long> delays) {

  /** A flight that arrives more than this many minutes after its time is late. */
  static final int LATE_MINUTES = 15;

  /**
   * Which days to read. Days are dealt in turn to five parts, of which one is held out: days close
   * to each other have the same weather, so flights of one day never stand on both sides.
   *
   * @param part from 0 to 4
   * @param heldOut whether this part is read, or the other four
   */
  record Days(int part, boolean heldOut) {

    static final int PARTS = 5;

    private String condition() {
      String equal = heldOut ? "=" : "<>";
      return "epoch_us(date) // 86_400_000_000 % " + PARTS + " " + equal + " " + part;
    }
  }

  /** Reads the flights of some days, in the order of the file. */
  static Flights read(Path parquet, Days days) throws SQLException {
    String query =
        "SELECT epoch_us(date), distance, origin, destination, delay FROM "
            + source(parquet)
            + " WHERE "
            + days.condition()
            + " ORDER BY file_row_number";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return collect(rows);
    }
  }

  /** Returns a Parquet file as SQL, with the place of each row in it as a column. */
  static String source(Path parquet) {
    return "read_parquet(" + quoted(parquet) + ", file_row_number = true)";
  }

  static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  private static Flights collect(ResultSet rows) throws SQLException {
    ColumnBuffer date = new ColumnBuffer(ElementType.DATETIME, Shape.scalar());
    ColumnBuffer distance = new ColumnBuffer(ElementType.INT64, Shape.scalar());
    ColumnBuffer origin = new ColumnBuffer(ElementType.STRING, Shape.scalar());
    ColumnBuffer destination = new ColumnBuffer(ElementType.STRING, Shape.scalar());
    List<Long> delays = new ArrayList<>();
    while (rows.next()) {
      date.addLong(rows.getLong(1));
      distance.addLong(rows.getLong(2));
      origin.addValue(rows.getString(3));
      destination.addValue(rows.getString(4));
      delays.add(rows.getLong(5));
    }
    List<String> names = List.of("date", "distance", "origin", "destination");
    return new Flights(Table.of(names, List.of(date, distance, origin, destination)), delays);
  }

  /** Returns whether a flight arrived late. */
  boolean late(int row) {
    return delays.get(row) > LATE_MINUTES;
  }

  int lateCount() {
    return (int) delays.stream().filter(delay -> delay > LATE_MINUTES).count();
  }

  int count() {
    return departures.rows();
  }
}
