package dev.slipway.examples.flightdelay;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The preprocessing steps of the model, as its package states them: the settings are learned from
 * flights, the work is done by Slipway's own steps.
 */
final class FeatureSteps {

  /** A value that fewer than one in so many flights have gets no place of its own. */
  private static final int RARE = 200;

  /** The columns that the model is fed with, in this order, after the last step. */
  static final List<String> FEATURES =
      List.of(
          "distance",
          "date_month_one_hot",
          "date_weekday_one_hot",
          "date_hour_one_hot",
          "origin_one_hot",
          "destination_one_hot");

  private final Preparation preparation = new Preparation();
  private final List<StepSettings> steps = new ArrayList<>();

  /** While learning: the flights as they are after the steps so far. */
  private Table table;

  private List<String> featureNames = List.of();

  private FeatureSteps(Table departures) {
    this.table = departures;
  }

  /** Learns the settings of all steps from the flights of the training days. */
  static FeatureSteps learn(Flights flights) {
    FeatureSteps features = new FeatureSteps(flights.departures());
    features.addDistance();
    features.addDateParts();
    features.addCategory("zero", "date_month");
    features.addCategory("zero", "date_weekday");
    features.addCategory("other", "date_hour");
    features.addCategory("other", "origin", "destination");
    features.nameFeatures();
    return features;
  }

  /** Returns the steps in order. */
  List<StepSettings> steps() {
    return List.copyOf(steps);
  }

  /** Returns the model's input for some flights: a {@code FLOAT32} vector a flight. */
  Column matrix(Table departures) {
    Table prepared = departures;
    for (StepSettings step : steps) {
      prepared = preparation.apply(step, prepared);
    }
    List<Column> parts = FEATURES.stream().map(prepared::column).toList();
    int width = parts.stream().mapToInt(Column::width).sum();
    Tensor matrix = Tensor.zeros(ElementType.FLOAT32, Shape.of(prepared.rows(), width));
    int first = 0;
    for (Column part : parts) {
      part.copyTo(matrix, first, width);
      first += part.width();
    }
    return Column.over(matrix);
  }

  /** Returns a name for each feature; Tribuo sorts by name, so names count up as places do. */
  List<String> featureNames() {
    return featureNames;
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
    LongSummaryStatistics seen = rows().mapToLong(column("distance")::longAt).summaryStatistics();
    long mean = Math.round(seen.getAverage());
    add("impute", "column", "distance", "value", mean, "strategy", "mean");
    add("clip", "column", "distance", "min", seen.getMin(), "max", seen.getMax());
    add("standardise", "column", "distance", "mean", mean, "scale", deviation("distance", mean));
  }

  private long deviation(String name, long mean) {
    double squares =
        rows().mapToDouble(column(name)::doubleAt).map(x -> (x - mean) * (x - mean)).sum();
    return Math.round(Math.sqrt(squares / table.rows()));
  }

  /** Gives a place of its own to every value that is frequent in each of some columns. */
  private void addCategory(String unknown, String... columns) {
    Set<Object> frequent = frequent(columns[0]);
    List.of(columns).forEach(name -> frequent.retainAll(frequent(name)));
    List<Object> vocabulary = List.copyOf(frequent);
    add("one-hot", "columns", List.of(columns), "vocabulary", vocabulary, "unknown", unknown);
  }

  private void nameFeatures() {
    int width = FEATURES.stream().mapToInt(name -> column(name).width()).sum();
    featureNames =
        IntStream.range(0, width).mapToObj(k -> String.format(Locale.ROOT, "%04d", k)).toList();
  }

  private Set<Object> frequent(String name) {
    Map<Object, Integer> flights = new TreeMap<>();
    rows().forEach(row -> flights.merge(value(name, row), 1, Integer::sum));
    flights.values().removeIf(count -> count < table.rows() / RARE);
    return flights.keySet();
  }

  private Object value(String name, int row) {
    return Objects.requireNonNull(column(name).valueAt(row));
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
