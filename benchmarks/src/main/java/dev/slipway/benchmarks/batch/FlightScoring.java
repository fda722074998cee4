package dev.slipway.benchmarks.batch;

import dev.slipway.Predictor;
import dev.slipway.batch.BatchJob;
import dev.slipway.benchmarks.harness.ProcessMemory;
import dev.slipway.benchmarks.harness.Repository;
import dev.slipway.benchmarks.harness.Workload;
import dev.slipway.core.Slipway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The flight delay package with its steps on real flights, beside the same features in SQL and ONNX
 * Runtime by hand.
 *
 * @param flights the file of flights, null if there is none
 */
public record FlightScoring(@Nullable Path flights) implements Workload {

  private static final String VARIABLE = "SLIPWAY_BENCH_FLIGHTS";
  private static final String SLIPWAY = "slipway";
  private static final String SQL = "sql";
  private static final String DIFFER =
      Stream.of("date", "delay", "distance", "origin", "destination", "probability", "late")
          .map(column -> "first." + column + " IS DISTINCT FROM second." + column)
          .collect(Collectors.joining(" OR "));

  /**
   * Returns the workload on the file that the environment names.
   *
   * @return a workload that is missing its file where the variable is not set
   */
  public static FlightScoring fromEnvironment() {
    String file = System.getenv(VARIABLE);
    return new FlightScoring(file == null ? null : Path.of(file));
  }

  @Override
  public Optional<String> missing() {
    return flights != null && Files.exists(flights)
        ? Optional.empty()
        : Optional.of(
            VARIABLE
                + " names no file of flights (npm pack vega-datasets@3.2.1, unpack it, and set it"
                + " to package/data/flights-3m.parquet)");
  }

  @Override
  public List<String> paths() {
    return List.of(SLIPWAY, SQL);
  }

  @Override
  public void prepare(Path folder) {}

  @Override
  public void compare(Path folder) throws Exception {
    for (String path : paths()) {
      score(path, folder);
    }
    try (Sql sql = new Sql()) {
      sql.compare(output(folder, SLIPWAY), output(folder, SQL), DIFFER);
    }
  }

  @Override
  public Map<String, Double> run(String path, Path folder) throws Exception {
    double seconds = score(path, folder);
    double rows;
    try (Sql sql = new Sql()) {
      rows = sql.count("SELECT count(*) FROM " + Sql.table(output(folder, path)));
    }
    Files.delete(output(folder, path));
    return Map.of("s", seconds, "rows/s", rows / seconds, "MiB", ProcessMemory.peakMebibytes());
  }

  private static Path output(Path folder, String path) {
    return folder.resolve(path + ".parquet");
  }

  private double score(String path, Path folder) throws Exception {
    Path input = Optional.ofNullable(flights).orElseThrow();
    Path output = output(folder, path);
    Path model = Repository.root().resolve("examples/flight-delay/model");
    Files.deleteIfExists(output);
    if (path.equals(SQL)) {
      long start = System.nanoTime();
      byHand(model.resolve("model.onnx"), input, output);
      return (System.nanoTime() - start) / 1e9;
    }
    try (Predictor predictor = Slipway.open(model)) {
      long start = System.nanoTime();
      BatchJob.builder()
          .predictor(predictor)
          .input(input.toString())
          .output(output)
          .withoutProvenance()
          .build()
          .run();
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static void byHand(Path model, Path input, Path output) throws Exception {
    List<String> features = FlightFeatures.expressions();
    try (Sql sql = new Sql();
        FlightFunction function = new FlightFunction(model, features.size())) {
      function.register(sql.connection());
      sql.copy(
          "SELECT *, CAST(probability AS DOUBLE) >= 0.28 AS late FROM (SELECT *, late_probability("
              + String.join(", ", features)
              + ") AS probability FROM "
              + Sql.table(input)
              + ")",
          output);
    }
  }
}
