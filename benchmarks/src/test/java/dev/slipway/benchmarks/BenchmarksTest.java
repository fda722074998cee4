package dev.slipway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.benchmarks.batch.FlightScoring;
import dev.slipway.benchmarks.batch.OneOutput;
import dev.slipway.benchmarks.batch.PeakMemory;
import dev.slipway.benchmarks.batch.ThreeOutputs;
import dev.slipway.benchmarks.harness.Page;
import dev.slipway.benchmarks.harness.Repository;
import dev.slipway.benchmarks.harness.Workload;
import dev.slipway.benchmarks.start.ColdStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Every benchmark's paths give the same answers:")
class BenchmarksTest {

  @TempDir private Path folder;

  private void runs(Workload workload, String unit) throws Exception {
    assertThat(workload.missing()).isEmpty();
    workload.prepare(folder);
    workload.compare(folder);
    for (String path : workload.paths()) {
      Map<String, Double> measured = workload.run(path, folder);
      assertThat(measured.get(unit)).isPositive();
    }
  }

  @Test
  @DisplayName("one row")
  void oneRow() throws Exception {
    OneRow benchmark = new OneRow();
    benchmark.open();
    assertThat(List.of(benchmark.predictor(), benchmark.into(), benchmark.typed()))
        .containsOnly(benchmark.rawFresh());
    assertThat(benchmark.rawPinned()).isEqualTo(benchmark.rawFresh());
    benchmark.close();
  }

  @Test
  @DisplayName("many rows")
  void manyRows() throws Exception {
    ManyRows benchmark = new ManyRows();
    benchmark.open();
    assertThat(List.of(benchmark.predictor(), benchmark.into(), benchmark.byHandInBlocks()))
        .containsOnly(benchmark.byHand());
    assertThat(benchmark.runOnly()).isEqualTo(benchmark.byHand());
    benchmark.close();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a step")
  @ValueSource(
      strings = {
        "none",
        "impute",
        "standardise",
        "min-max",
        "clip",
        "log1p",
        "power",
        "bucketise",
        "one-hot",
        "ordinal",
        "hash",
        "date-parts",
        "cyclical",
        "arithmetic",
        "normalise-text"
      })
  void stepMemory(String step) throws Exception {
    StepMemory benchmark = new StepMemory();
    benchmark.step = step;
    benchmark.open();
    assertThat(benchmark.predict()).isBetween(0f, 1f);
    benchmark.close();
  }

  @Test
  @DisplayName("two threads")
  void twoThreads() throws Exception {
    TwoThreads benchmark = new TwoThreads();
    TwoThreads.Shared shared = new TwoThreads.Shared();
    TwoThreads.Own own = new TwoThreads.Own();
    shared.open();
    own.open(shared);
    assertThat(benchmark.predictorOneThread(shared, own)).isEqualTo(benchmark.rawOneThread(own));
    own.close();
    shared.close();
  }

  @ParameterizedTest(name = "{0} rows")
  @DisplayName("TensorFlow Lite")
  @ValueSource(ints = {1, 1024})
  void tflite(int rows) throws Exception {
    TfliteOneRow benchmark = new TfliteOneRow();
    benchmark.rows = rows;
    benchmark.open();
    assertThat(benchmark.predictor()).isEqualTo(benchmark.byHandFromColumns());
    assertThat(benchmark.execution()).isEqualTo(benchmark.byHand());
    benchmark.close();
  }

  @Test
  @DisplayName("a job of three outputs")
  void threeOutputs() throws Exception {
    runs(new ThreeOutputs(5000), "s");
  }

  @Test
  @DisplayName("a job of one output")
  void oneOutput() throws Exception {
    runs(new OneOutput(5000), "s");
  }

  @Test
  @DisplayName("jobs of several sizes")
  void memory() throws Exception {
    runs(new PeakMemory(1000, 2000, 3000), "s");
  }

  @Test
  @DisplayName("flights")
  void flights() throws Exception {
    Path flights = Repository.root().resolve("examples/flight-delay/data/flights-125k.parquet");
    runs(new FlightScoring(flights), "rows/s");
  }

  @Test
  @DisplayName("a cold start")
  void coldStart() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.slipway.cli.Main");
    runs(new ColdStart(command, folder, 1), "ms");
  }

  @Test
  @DisplayName("and the page's tables are those of the results beside it")
  void page() throws Exception {
    Path module = Repository.root().resolve("benchmarks");
    String page = Files.readString(module.resolve("README.md"));
    assertThat(new Page(Catalogue.subjects()).filled(page, module.resolve("results")))
        .isEqualTo(page);
  }

  @Test
  @DisplayName("and a benchmark that does not exist is refused by its name")
  void unknown() {
    assertThatCode(() -> Benchmarks.main(new String[] {"one-crow", "1", "results", "work"}))
        .hasMessageContaining("no benchmark is named 'one-crow'")
        .hasMessageContaining("one-row");
  }
}
