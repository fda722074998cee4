package dev.slipway.examples.flightdelay;

import dev.slipway.Column;
import dev.slipway.Table;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The preprocessing steps of the model, as its package states them: the settings are learned from
 * flights, the work is done by Slipway's own steps.
 */
final class FeatureSteps {

  /** A value that fewer flights have gets no place of its own. */
  private static final int FREQUENT = 500;

  private final Preparation preparation = new Preparation();
  private final List<StepSettings> steps = new ArrayList<>();
  private Table table;

  private FeatureSteps(Table departures) {
    this.table = departures;
  }

  /** Learns the settings of all steps from the flights of the training days. */
  static FeatureSteps learn(Flights flights) {
    FeatureSteps features = new FeatureSteps(flights.departures());
    features.addDateParts();
    features.addDistance();
    features.addCategory("date_month", "zero");
    features.addCategory("date_weekday", "zero");
    features.addCategory("date_hour", "other");
    features.addCategory("origin", "other");
    features.addCategory("destination", "other");
    return features;
  }

  /** Returns the steps in order, each with its type and its settings. */
  List<StepSettings> steps() {
    return List.copyOf(steps);
  }

  /** Returns the table that was learned from, after all steps. */
  Table prepared() {
    return table;
  }

  private void addDateParts() {
    add(
        "date-parts",
        "column",
        "date",
        "parts",
        List.of("month", "weekday", "hour"),
        "zone",
        "UTC");
  }

  /** A missing distance becomes the mean, one beyond all that training saw the nearest it saw. */
  private void addDistance() {
    DoubleSummaryStatistics seen =
        rows().mapToDouble(column("distance")::doubleAt).summaryStatistics();
    double mean = Math.rint(seen.getAverage());
    List<String> distance = List.of("distance");
    add("impute", "columns", distance, "strategy", "constant", "value", mean);
    add("clip", "columns", distance, "min", seen.getMin(), "max", seen.getMax());
    add(
        "standardise",
        "columns",
        distance,
        "mean",
        List.of(mean),
        "scale",
        List.of(deviation(mean)));
  }

  private double deviation(double mean) {
    double squares =
        rows().mapToDouble(column("distance")::doubleAt).map(d -> (d - mean) * (d - mean)).sum();
    return Math.rint(Math.sqrt(squares / table.rows()));
  }

  /** Gives every frequent value of a column a place of its own. */
  private void addCategory(String name, String unknown) {
    Map<Object, Integer> flights = new TreeMap<>();
    rows().forEach(row -> flights.merge(column(name).valueAt(row), 1, Integer::sum));
    flights.values().removeIf(count -> count < FREQUENT);
    add("one-hot", "column", name, "vocabulary", List.copyOf(flights.keySet()), "unknown", unknown);
  }

  private Column column(String name) {
    return table.column(name);
  }

  private IntStream rows() {
    return IntStream.range(0, table.rows());
  }

  private void add(String type, Object... settings) {
    StepSettings step = StepSettings.of(type, settings);
    steps.add(step);
    table = preparation.apply(step, table);
  }
}
