package dev.slipway.benchmarks.batch;

import dev.slipway.Predictor;
import dev.slipway.batch.BatchJob;
import dev.slipway.benchmarks.harness.ProcessMemory;
import dev.slipway.benchmarks.harness.Workload;
import dev.slipway.core.Slipway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Four float features into one float without provenance columns, beside DuckDB copying the input
 * alone.
 *
 * @param rows how many are timed
 */
public record OneOutput(long rows) implements Workload {

  private static final String SLIPWAY = "slipway";
  private static final String COPY = "copy";
  private static final long COMPARED_ROWS = 100_000;

  @Override
  public List<String> paths() {
    return List.of(SLIPWAY, COPY);
  }

  @Override
  public void prepare(Path folder) throws Exception {
    Features.modelPackage(folder, Features.ONE_OUTPUT);
    Features.rows(folder, rows);
    Features.rows(folder, COMPARED_ROWS);
  }

  /** Compares the features, which both copy; the answers are those of another benchmark. */
  @Override
  public void compare(Path folder) throws Exception {
    Path input = Features.rows(folder, COMPARED_ROWS);
    for (String path : paths()) {
      score(path, folder, input);
    }
    try (Sql sql = new Sql()) {
      Path features = output(folder, "features");
      sql.copy("SELECT a, b, c, d FROM " + Sql.table(output(folder, SLIPWAY)), features);
      sql.compare(features, output(folder, COPY), "first IS DISTINCT FROM second");
      Files.delete(features);
    }
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
    if (path.equals(COPY)) {
      long start = System.nanoTime();
      try (Sql sql = new Sql()) {
        sql.copy("SELECT * FROM " + Sql.table(input), output);
      }
      return (System.nanoTime() - start) / 1e9;
    }
    try (Predictor predictor = Slipway.open(folder.resolve("package"))) {
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
}
