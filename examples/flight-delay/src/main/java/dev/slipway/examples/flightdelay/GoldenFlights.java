package dev.slipway.examples.flightdelay;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Table;
import dev.slipway.core.json.JsonTableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flights whose answers the package carries, so that every predictor can show that it computes
 * what training computed: some of the training days, and the odd ones that a test would forget.
 */
final class GoldenFlights {

  private static final int ORDINARY = 52;

  private static final List<List<@Nullable Object>> ODD =
      List.of(
          flight("2001-06-15T17:30", 719L, "ORD", "LGA"),
          flight("2001-01-01T00:00", 2176L, "LAS", "PHL"),
          flight("2001-05-31T23:59:59.999999", 215L, "ATL", "SAV"),
          flight("2001-03-04T03:10", 405L, "MCI", "MDW"),
          flight("2001-07-04T12:00", 1440L, "JFK", "MIA"),
          flight("2024-02-29T08:15", 370L, "SEA", "PDX"),
          flight("1969-12-31T23:59", 224L, "BOS", "JFK"),
          flight("2001-02-10T09:00", 500L, "XXX", "ORD"),
          flight("2001-02-10T09:00", 500L, "ORD", ""),
          flight("2001-04-05T06:30", 12_450L, "LAX", "SYD"),
          flight("2001-04-05T06:30", 0L, "LAX", "SAN"),
          flight("2001-04-05T06:30", null, "DFW", "IAH"));

  private GoldenFlights() {}

  /** Returns the odd flights after some that are spread evenly over those given. */
  static Table choose(Flights flights) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int distance = flights.count() / ORDINARY;
    for (int i = 0; i < ORDINARY; i++) {
      int row = i * distance;
      rows.add(flights.departures().columns().stream().map(c -> c.valueAt(row)).toList());
    }
    rows.addAll(ODD);
    Table.Builder table = Table.builder();
    for (int place = 0; place < flights.departures().names().size(); place++) {
      int column = place;
      ElementType type = flights.departures().columns().get(place).type();
      Object[] values = rows.stream().map(row -> row.get(column)).toArray();
      table.column(flights.departures().names().get(place), Column.ofValues(type, values));
    }
    return table.build();
  }

  /** Returns a line for each flight: what is known of it, and what the model says of that. */
  static String lines(Table flights, DelayModel model) throws IOException {
    double[] probabilities = model.classifier().probabilities(flights);
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < flights.rows(); row++) {
      // Decimal arithmetic prints the same on every JVM; 9 digits are all that a float can hold.
      BigDecimal probability = new BigDecimal(probabilities[row], new MathContext(9));
      lines.append("{\"input\":").append(record(flights.slice(row, 1)));
      lines.append(",\"answer\":{\"probability\":").append(probability.toPlainString());
      lines.append(",\"late\":").append(model.late(probabilities[row])).append("}}\n");
    }
    return lines.toString();
  }

  private static String record(Table flight) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    JsonTableWriter.writeLines(flight, line);
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  private static List<@Nullable Object> flight(
      String date, @Nullable Long distance, String origin, String destination) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(LocalDateTime.parse(date));
    values.add(distance);
    values.add(origin);
    values.add(destination);
    return values;
  }
}
