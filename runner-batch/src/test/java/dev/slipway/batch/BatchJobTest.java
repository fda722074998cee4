package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ElementType;
import dev.slipway.Predictor;
import dev.slipway.Signature.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchJobTest {

  @TempDir Path folder;

  private BatchJob.Builder job() {
    return BatchJob.builder()
        .predictor(TestPredictor.arithmetic())
        .input(folder + "/in*.parquet")
        .output(folder.resolve("out.parquet"));
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  @DisplayName("the output has the input's columns, the answers and the provenance")
  void columns() throws Exception {
    Parquet.numbers(folder.resolve("in.parquet"), 0, 3);
    Instant now = Instant.parse("2026-01-02T03:04:05.123456Z");

    BatchReport report = job().clock(Clock.fixed(now, ZoneOffset.UTC)).build().run();

    Path out = folder.resolve("out.parquet");
    assertThat(Parquet.columns(out))
        .containsExactly(
            "id BIGINT",
            "x FLOAT",
            "y FLOAT",
            "sum FLOAT",
            "product FLOAT",
            "greater VARCHAR",
            "model_name VARCHAR",
            "model_version VARCHAR",
            "model_digest VARCHAR",
            "scored_at TIMESTAMP");
    assertThat(Parquet.rows(out, "SELECT id, x, sum, product, greater FROM $"))
        .containsExactly(
            List.of(0L, 0f, 10f, 0f, "y"),
            List.of(1L, 0.5f, 10.5f, 5f, "y"),
            List.of(2L, 1f, 11f, 10f, "y"));
    assertThat(
            Parquet.rows(
                out,
                "SELECT DISTINCT model_name, model_version, model_digest, scored_at::VARCHAR"
                    + " FROM $"))
        .containsExactly(
            List.of(
                "arith'metic", "7", TestPredictor.VERSION.digest(), "2026-01-02 03:04:05.123456"));
    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.rejectedRows()).isZero();
    assertThat(report.inputFiles()).isEqualTo(1);
    assertThat(report.outputFiles()).isEqualTo(1);
    assertThat(report.version()).isEqualTo(TestPredictor.VERSION);
    assertThat(report.scoredAt()).isEqualTo(now);
    assertThat(report.rowsPerSecond()).isPositive();
    assertThat(files()).containsExactly("in.parquet", "out.parquet");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2047, 2048, 2049, 300_000})
  @DisplayName("every row is there once, in order")
  void counts(long rows) throws Exception {
    Parquet.numbers(folder.resolve("in.parquet"), 0, rows);

    BatchReport report = job().threads(2).build().run();

    Path out = folder.resolve("out.parquet");
    assertThat(report.rows()).isEqualTo(rows);
    assertThat(Parquet.value(out, "SELECT count(*) FROM $")).isEqualTo(rows);
    assertThat(
            Parquet.value(
                out,
                "SELECT count(*) FROM $ WHERE id != file_row_number OR sum != x + y"
                    + " OR greater != CASE WHEN x > y THEN 'x' ELSE 'y' END"))
        .isEqualTo(0L);
    assertThat(Parquet.columns(out)).hasSize(10);
  }

  @Test
  @DisplayName(
      "files of a pattern are read in the order of their paths, patterns as they are given")
  void severalFiles() throws Exception {
    Parquet.numbers(folder.resolve("in-b.parquet"), 5000, 9000);
    Parquet.numbers(folder.resolve("in-a.parquet"), 0, 5000);
    Parquet.numbers(folder.resolve("first.parquet"), 9000, 9001);

    BatchReport report =
        BatchJob.builder()
            .predictor(TestPredictor.arithmetic())
            .input(folder + "/first.parquet")
            .input(folder + "/*.parquet")
            .output(folder + "/out.parquet")
            .build()
            .run();

    assertThat(report.inputFiles()).isEqualTo(3);
    assertThat(
            Parquet.value(
                folder.resolve("out.parquet"),
                "SELECT count(*) FROM $ WHERE id != (file_row_number + 9000) % 9001"))
        .isEqualTo(0L);
  }

  @Test
  @DisplayName("columns of further files may stand in another order")
  void otherOrder() throws Exception {
    Parquet.write(folder.resolve("in1.parquet"), "SELECT 1 AS id, 1::FLOAT AS x, 2::FLOAT AS y");
    Parquet.write(folder.resolve("in2.parquet"), "SELECT 4::FLOAT AS y, 3::FLOAT AS x, 2 AS id");

    job().build().run();

    assertThat(Parquet.rows(folder.resolve("out.parquet"), "SELECT id, x, y, sum FROM $"))
        .containsExactly(List.of(1, 1f, 2f, 3f), List.of(2, 3f, 4f, 7f));
  }

  @Test
  @DisplayName("an output that is a directory gets one part for each input file")
  void directory() throws Exception {
    Parquet.numbers(folder.resolve("in1.parquet"), 0, 10);
    Parquet.numbers(folder.resolve("in2.parquet"), 10, 20);
    Path out = folder.resolve("out");

    BatchReport report = job().output(out + "/").build().run();

    assertThat(report.outputFiles()).isEqualTo(2);
    assertThat(out).isDirectory();
    assertThat(Parquet.value(out.resolve("part-00000.parquet"), "SELECT max(id) FROM $"))
        .isEqualTo(9L);
    assertThat(Parquet.value(out.resolve("part-00001.parquet"), "SELECT max(id) FROM $"))
        .isEqualTo(19L);
    assertThat(files()).containsExactly("in1.parquet", "in2.parquet", "out");
  }

  @Test
  @DisplayName("an empty directory that is there is filled")
  void emptyDirectory() throws Exception {
    Parquet.numbers(folder.resolve("in1.parquet"), 0, 10);
    Path out = Files.createDirectory(folder.resolve("out"));

    job().output(out).build().run();

    assertThat(out.resolve("part-00000.parquet")).isRegularFile();
  }

  @Test
  @DisplayName("a job can be run again and replaces its output")
  void again() throws Exception {
    Path in = Parquet.numbers(folder.resolve("in.parquet"), 0, 10);
    BatchJob job = job().build();
    job.run();
    Parquet.numbers(in, 0, 20);

    assertThat(job.run().rows()).isEqualTo(20);
    assertThat(Parquet.value(folder.resolve("out.parquet"), "SELECT count(*) FROM $"))
        .isEqualTo(20L);
  }

  @Test
  @DisplayName("provenance can be left out")
  void withoutProvenance() throws Exception {
    Parquet.numbers(folder.resolve("in.parquet"), 0, 10);

    job().withoutProvenance().build().run();

    assertThat(Parquet.columns(folder.resolve("out.parquet")))
        .containsExactly(
            "id BIGINT", "x FLOAT", "y FLOAT", "sum FLOAT", "product FLOAT", "greater VARCHAR");
  }

  @Test
  @DisplayName("the output is the same for every number of threads")
  void threads() throws Exception {
    Parquet.numbers(folder.resolve("in.parquet"), 0, 400_000);
    Set<Object> digests = new HashSet<>();
    for (int threads : new int[] {1, 2, 8}) {
      job().threads(threads).withoutProvenance().build().run();
      digests.add(
          Parquet.value(
              folder.resolve("out.parquet"),
              "SELECT md5(string_agg(md5(id || ',' || sum || ',' || product || greater), ''"
                  + " ORDER BY file_row_number)) FROM $"));
    }
    assertThat(digests).hasSize(1);
  }

  @Test
  @DisplayName("the listener is told in the job's thread, at last that all rows are scored")
  void progress() throws Exception {
    Parquet.numbers(folder.resolve("in1.parquet"), 0, 10_000);
    Parquet.numbers(folder.resolve("in2.parquet"), 0, 10_000);
    List<BatchProgress> told = new ArrayList<>();
    Set<Thread> threads = new HashSet<>();

    job()
        .output(folder + "/parts/")
        .progress(
            progress -> {
              told.add(progress);
              threads.add(Thread.currentThread());
            })
        .build()
        .run();

    assertThat(told.get(told.size() - 1).rows()).isEqualTo(20_000);
    assertThat(told).allMatch(progress -> progress.totalRows() == 20_000);
    assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.rows(), b.rows()));
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  @DisplayName("names with quotes, spaces, other scripts and glob characters are names")
  void oddNames() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("a [b] 'c' * ?"));
    Parquet.write(
        odd.resolve("in \"1\".parquet"),
        "SELECT 1::FLOAT AS \"we\"\"ird 'col\", 2 AS \"ü 名\", 3 AS slipway_token,"
            + " 4 AS file_row_number, 5 AS \"select\"");
    Predictor predictor = TestPredictor.echo(Field.column("we\"ird 'col", ElementType.FLOAT32));

    BatchJob.builder()
        .predictor(predictor)
        .input(odd.resolve("in \"1\".parquet").toString())
        .output(odd.resolve("out [1].parquet"))
        .withoutProvenance()
        .build()
        .run();

    try (Stream<Path> files = Files.list(odd)) {
      Path out = files.filter(file -> file.toString().contains("out")).findFirst().orElseThrow();
      Path plain = Files.move(out, folder.resolve("plain.parquet"));
      assertThat(Parquet.columns(plain))
          .containsExactly(
              "we\"ird 'col FLOAT",
              "ü 名 INTEGER",
              "slipway_token INTEGER",
              "file_row_number INTEGER",
              "select INTEGER",
              "echo FLOAT");
    }
  }

  @Test
  @DisplayName("an optional column may be missing")
  void optional() throws Exception {
    Parquet.numbers(folder.resolve("in.parquet"), 0, 3);
    Field x = Field.column("x", ElementType.FLOAT32);
    Field extra = Field.column("extra", ElementType.FLOAT32).optional();
    TestPredictor predictor = TestPredictor.withOptional(x, extra);

    job().predictor(predictor).build().run();

    assertThat(Parquet.value(folder.resolve("out.parquet"), "SELECT sum(echo) FROM $"))
        .isEqualTo(1.5);
  }

  @Test
  @DisplayName("fifty jobs leave nothing in the process")
  void fiftyJobs() throws Exception {
    Parquet.numbers(folder.resolve("in.parquet"), 0, 3000);
    for (int i = 0; i < 50; i++) {
      job().build().run();
    }
    assertThat(DuckDBDriver.registeredFunctions()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("slipway-batch"));
    assertThat(files()).containsExactly("in.parquet", "out.parquet");
  }
}
