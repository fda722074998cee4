package dev.slipway.benchmarks.batch;

import dev.slipway.Predictor;
import dev.slipway.batch.BatchJob;
import dev.slipway.benchmarks.harness.ProcessMemory;
import dev.slipway.benchmarks.harness.Workload;
import dev.slipway.core.Slipway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The most memory that a batch job's process has resident, for few and for many rows of the same
 * job. Its paths are the counts of rows.
 *
 * @param few how many rows
 * @param more how many rows
 * @param most how many rows
 */
public record PeakMemory(long few, long more, long most) implements Workload {

  @Override
  public List<String> paths() {
    return List.of(Long.toString(few), Long.toString(more), Long.toString(most));
  }

  /** A small heap, so that garbage does not pass for memory that the job needs. */
  @Override
  public List<String> options() {
    return List.of("-Xmx128m");
  }

  @Override
  public void prepare(Path folder) throws Exception {
    Features.modelPackage(folder, Features.THREE_OUTPUTS);
    for (String rows : paths()) {
      Features.rows(folder, Long.parseLong(rows));
    }
  }

  /** Checks that the rows of the smaller job are the first of the largest. */
  @Override
  public void compare(Path folder) throws SQLException, IOException {
    try (Sql sql = new Sql()) {
      Path head = folder.resolve("head.parquet");
      sql.copy("SELECT * FROM " + Sql.table(Features.rows(folder, most)) + " LIMIT " + few, head);
      sql.compare(Features.rows(folder, few), head, "first IS DISTINCT FROM second");
      Files.delete(head);
    }
  }

  @Override
  public Map<String, Double> run(String path, Path folder) throws Exception {
    Path input = Features.rows(folder, Long.parseLong(path));
    Path output = folder.resolve("scored.parquet");
    Files.deleteIfExists(output);
    try (Predictor predictor = Slipway.open(folder.resolve("package"))) {
      long start = System.nanoTime();
      BatchJob.builder().predictor(predictor).input(input.toString()).output(output).build().run();
      double seconds = (System.nanoTime() - start) / 1e9;
      Files.delete(output);
      return Map.of("s", seconds, "MiB", ProcessMemory.peakMebibytes());
    }
  }
}
