package dev.slipway.benchmarks.batch;

import dev.slipway.Predictor;
import dev.slipway.batch.BatchJob;
import dev.slipway.benchmarks.harness.ProcessMemory;
import dev.slipway.benchmarks.harness.Workload;
import dev.slipway.core.Slipway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Four float features into two floats, a label and the provenance columns: a batch job, DuckDB
 * copying the input with native expressions of the same columns, and a function by hand.
 *
 * @param rows how many are timed
 */
public record ThreeOutputs(long rows) implements Workload {

  private static final String SLIPWAY = "slipway";
  private static final String NATIVE = "native";
  private static final String FUNCTION = "function";
  private static final long COMPARED_ROWS = 100_000;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SCORE = "CAST(0.5 * a - 0.25 * b + 0.125 * c + d + 0.1 AS FLOAT)";

  @Override
  public List<String> paths() {
    return List.of(SLIPWAY, NATIVE, FUNCTION);
  }

  @Override
  public void prepare(Path folder) throws Exception {
    Features.modelPackage(folder, Features.THREE_OUTPUTS);
    Features.rows(folder, rows);
    Features.rows(folder, COMPARED_ROWS);
  }

  @Override
  public void compare(Path folder) throws Exception {
    Path input = Features.rows(folder, COMPARED_ROWS);
    for (String path : paths()) {
      score(path, folder, input);
    }
    try (Sql sql = new Sql()) {
      Path answers = output(folder, SLIPWAY);
      sql.compare(answers, output(folder, FUNCTION), "first IS DISTINCT FROM second");
      // DuckDB's exponential is not the model's sigmoid: the last digits differ.
      sql.compare(
          answers,
          output(folder, NATIVE),
          "abs(first.negative - second.negative) > 1e-6"
              + " OR abs(first.positive - second.positive) > 1e-6"
              + " OR (first.label <> second.label AND abs(first.positive - 0.5) > 1e-6)"
              + same("a")
              + same("b")
              + same("c")
              + same("d")
              + same("model_name")
              + same("model_version")
              + same("model_digest")
              + same("scored_at"));
    }
  }

  private static String same(String column) {
    return " OR first." + column + " IS DISTINCT FROM second." + column;
  }

  @Override
  public Map<String, Double> run(String path, Path folder) throws Exception {
    double seconds = score(path, folder, Features.rows(folder, rows));
    Files.delete(output(folder, path));
    return Map.of("s", seconds, "MiB", ProcessMemory.peakMebibytes());
  }

  private static Path output(Path folder, String path) {
    return folder.resolve(path + ".parquet");
  }

  private static double score(String path, Path folder, Path input) throws Exception {
    Path output = output(folder, path);
    Files.deleteIfExists(output);
    try (Predictor predictor = Slipway.open(folder.resolve("package"))) {
      String provenance = provenance(predictor);
      long start = System.nanoTime();
      switch (path) {
        case SLIPWAY -> job(predictor, input, output);
        case NATIVE -> nativeExpressions(provenance, input, output);
        default -> function(folder.resolve("package/model.onnx"), provenance, input, output);
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static void job(Predictor predictor, Path input, Path output) {
    BatchJob.builder()
        .predictor(predictor)
        .input(input.toString())
        .output(output)
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .build()
        .run();
  }

  /** The columns that a job adds, as constants of the same types. */
  private static String provenance(Predictor predictor) {
    return constant(predictor.model().version().name(), "model_name")
        + ", "
        + constant(predictor.model().version().version(), "model_version")
        + ", "
        + constant(predictor.model().version().digest(), "model_digest")
        + ", TIMESTAMP '2026-01-01 00:00:00' AS scored_at";
  }

  private static String constant(String text, String name) {
    return "CAST('" + text + "' AS ENUM('" + text + "')) AS " + name;
  }

  private static void nativeExpressions(String provenance, Path input, Path output)
      throws SQLException {
    try (Sql sql = new Sql()) {
      sql.copy(
          "SELECT a, b, c, d, CAST(1 / (1 + exp(x)) AS FLOAT) AS negative,"
              + " CAST(1 / (1 + exp(-x)) AS FLOAT) AS positive,"
              + " CASE WHEN x > 0 THEN 'yes' ELSE 'no' END AS label, "
              + provenance
              + " FROM (SELECT *, "
              + SCORE
              + " AS x FROM "
              + Sql.table(input)
              + ")",
          output);
    }
  }

  private static void function(Path model, String provenance, Path input, Path output)
      throws SQLException {
    try (Sql sql = new Sql();
        PackedFunction function = new PackedFunction(model)) {
      function.register(sql.connection());
      sql.copy(
          "SELECT a, b, c, d, first_of(p) AS negative, second_of(p) AS positive,"
              + " CASE WHEN second_of(p) > first_of(p) THEN 'yes' ELSE 'no' END AS label, "
              + provenance
              + " FROM (SELECT *, score_both(a, b, c, d) AS p FROM "
              + Sql.table(input)
              + ")",
          output);
    }
  }
}
