package dev.slipway.cli;

import dev.slipway.Column;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.TypedPredictor;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The flights of the demo, as an application sees them, and their answers as comparable text. */
final class DemoFlights {

  /** A flight that has just left. */
  record Flight(LocalDateTime date, long distance, String origin, String destination) {}

  /** What the model expects of it. */
  record Delay(float probability, boolean late) {

    /** Returns the answer with every bit of it. */
    String bits() {
      return Integer.toHexString(Float.floatToRawIntBits(probability)) + " " + late;
    }
  }

  private DemoFlights() {}

  /** Asks for one flight after the other, spread over the whole table. */
  static List<String> answerOneByOne(Predictor predictor, Table flights, int count) {
    TypedPredictor<Flight, Delay> delays = predictor.as(Flight.class, Delay.class);
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Flight flight = flight(flights, row(i, count, flights));
      answers.add(delays.predict(flight).bits());
    }
    return answers;
  }

  /** Returns what a batch job answered for the same flights. */
  static List<String> batchAnswers(Table scored, int count) {
    Column probability = scored.column("probability");
    Column late = scored.column("late");
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int row = row(i, count, scored);
      answers.add(new Delay(probability.floatAt(row), late.booleanAt(row)).bits());
    }
    return answers;
  }

  /** Returns how many flights will be late. */
  static int late(Table scored) {
    Column late = scored.column("late");
    int count = 0;
    for (int row = 0; row < scored.rows(); row++) {
      count += late.booleanAt(row) ? 1 : 0;
    }
    return count;
  }

  private static int row(int index, int count, Table table) {
    return (int) ((long) index * table.rows() / count);
  }

  private static Flight flight(Table flights, int row) {
    long micros = flights.column("date").longAt(row);
    Instant date = Instant.ofEpochSecond(0, micros * 1000);
    return new Flight(
        LocalDateTime.ofInstant(date, ZoneOffset.UTC),
        flights.column("distance").longAt(row),
        flights.column("origin").stringAt(row),
        flights.column("destination").stringAt(row));
  }
}
