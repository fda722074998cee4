package dev.slipway.core.internal.steps;

import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A step with settings, for random tables of the columns {@code x y n d s}. */
record StepCase(String type, Map<String, Object> settings) {

  private static final List<String> WORDS =
      List.of(
          "", "a", "bb", "ATL", "ORD", "Zürich ", "  Naïve Café", "a rather long text of no use");
  private static final double[] ODD = {
    0.0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    -1,
    1,
    1e308,
    4.9e-324
  };

  private static final List<Double> EDGES = List.of(-1.0, 0.0, 2.5, 10.0);

  /** Returns one step at least of every type whose rows are not all refused. */
  static List<StepCase> all() {
    return List.of(
        new StepCase("impute", Map.of("column", "x", "value", 1.5)),
        new StepCase("impute", Map.of("column", "n", "value", 7L)),
        new StepCase("impute", Map.of("column", "n", "value", 7.25)),
        new StepCase("impute", Map.of("column", "s", "value", "none")),
        new StepCase(
            "standardise",
            Map.of("columns", List.of("x", "n"), "mean", List.of(1.5, 2L), "scale", 3.1)),
        new StepCase("clip", Map.of("columns", List.of("x", "y"), "min", -0.5, "max", 0.75)),
        new StepCase(
            "one-hot",
            Map.of("column", "s", "vocabulary", List.of("ATL", "a", "ORD"), "unknown", "zero")),
        new StepCase(
            "one-hot",
            Map.of("column", "n", "vocabulary", List.of(1L, 2L, 5L), "unknown", "other")),
        new StepCase(
            "ordinal",
            Map.of("column", "s", "vocabulary", List.of("ATL", "", "ORD"), "unknown", "value")),
        new StepCase("date-parts", Map.of("column", "d", "parts", parts())),
        new StepCase(
            "date-parts", Map.of("column", "d", "parts", parts(), "zone", "America/New_York")),
        new StepCase(
            "min-max", Map.of("columns", List.of("x", "n"), "min", -1L, "max", List.of(0.1, 7L))),
        new StepCase("min-max", Map.of("column", "y", "min", 0L, "max", 3.3, "outside", "clip")),
        new StepCase("log1p", Map.of("columns", List.of("x", "y", "n"))),
        new StepCase("power", Map.of("columns", List.of("x", "y"), "lambda", List.of(0.3, 2L))),
        new StepCase("power", Map.of("column", "n", "method", "exponent", "lambda", 1.7)),
        new StepCase("bucketise", Map.of("column", "x", "boundaries", EDGES, "missing", "bucket")),
        new StepCase(
            "bucketise",
            Map.of("column", "y", "boundaries", EDGES, "missing", "bucket", "output", "one-hot")),
        new StepCase(
            "hash", Map.of("column", "n", "buckets", 1000L, "missing", "empty", "prefix", "n=")),
        new StepCase(
            "hash", Map.of("column", "s", "buckets", 16L, "missing", "empty", "output", "one-hot")),
        new StepCase("cyclical", Map.of("columns", List.of("x", "n"), "period", List.of(24L, 7L))),
        new StepCase(
            "arithmetic", Map.of("operation", "add", "left", "x", "right", "n", "into", "z")),
        new StepCase(
            "arithmetic",
            Map.of("operation", "ratio", "left", "x", "right", "y", "on-zero", -1L, "into", "x")),
        new StepCase(
            "arithmetic", Map.of("operation", "divide", "value", 1L, "right", "n", "into", "z")),
        new StepCase(
            "normalise-text",
            Map.of("column", "s", "apply", List.of("trim", "lower", "nfkc", "collapse"))));
  }

  private static List<String> parts() {
    return List.of("year", "month", "day", "hour", "minute", "weekday", "day-of-year", "week");
  }

  /** Returns a table with nulls and odd values, the same for the same random numbers. */
  static Table table(Random random, int rows) {
    ColumnBuffer x = new ColumnBuffer(ElementType.FLOAT64, Shape.scalar());
    ColumnBuffer y = new ColumnBuffer(ElementType.FLOAT32, Shape.scalar());
    ColumnBuffer n = new ColumnBuffer(ElementType.INT64, Shape.scalar());
    ColumnBuffer d = new ColumnBuffer(ElementType.DATETIME, Shape.scalar());
    ColumnBuffer s = new ColumnBuffer(ElementType.STRING, Shape.scalar());
    for (int row = 0; row < rows; row++) {
      add(x, random, number(random));
      add(y, random, number(random));
      add(n, random, random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(12));
      add(d, random, random.nextInt(8) == 0 ? random.nextLong() : random.nextLong() >> 11);
      add(s, random, WORDS.get(random.nextInt(WORDS.size())));
    }
    return Table.of(List.of("x", "y", "n", "d", "s"), List.of(x, y, n, d, s));
  }

  private static double number(Random random) {
    return random.nextInt(3) == 0 ? ODD[random.nextInt(ODD.length)] : 20 * random.nextGaussian();
  }

  private static void add(ColumnBuffer column, Random random, Object value) {
    if (random.nextInt(10) == 0) {
      column.addNull();
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      column.addBytes(bytes, bytes.length);
    } else if (value instanceof Double number) {
      column.addDouble(number);
    } else {
      column.addLong(((Number) value).longValue());
    }
  }

  StepRun run(Table table) {
    return StepRun.of(type, settings, table);
  }
}
