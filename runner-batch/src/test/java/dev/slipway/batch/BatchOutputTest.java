package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.ElementType;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.OverloadedException;
import dev.slipway.Predictor;
import dev.slipway.Signature.Field;
import dev.slipway.SlipwayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outputs are there as a whole or not at all. */
@Timeout(120)
class BatchOutputTest {

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void input() throws Exception {
    out = folder.resolve("out.parquet");
    Parquet.numbers(folder.resolve("in.parquet"), 0, 20_000);
  }

  private BatchJob job(Predictor predictor, Path output) {
    return BatchJob.builder()
        .predictor(predictor)
        .input(folder + "/in.parquet")
        .output(output)
        .threads(2)
        .build();
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  @DisplayName("places where no output can be")
  void unwritable() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("old"), "");
    TestPredictor predictor = TestPredictor.arithmetic();

    assertUnwritable(predictor, folder.resolve("no/out.parquet"), folder.resolve("no") + " is not");
    assertUnwritable(predictor, file.resolve("out.parquet"), file + " is not a directory");
    assertUnwritable(predictor, full, "the directory is not empty, expected a new or an empty one");
    assertUnwritable(predictor, folder.resolve("in.parquet"), "it is also an input");
    // A folder that is there and takes no files, for root neither.
    assertUnwritable(predictor, Path.of("/proc/out.parquet"), "no file can be made here");
    assertThatThrownBy(
            () ->
                BatchJob.builder()
                    .predictor(predictor)
                    .input(folder + "/in.parquet")
                    .output(file + "/")
                    .build()
                    .run())
        .hasMessage("Cannot write " + file + ": it is a file, expected a directory");
    assertThat(files()).containsExactly("file", "full", "in.parquet");
  }

  private void assertUnwritable(Predictor predictor, Path output, String fact) {
    assertThatThrownBy(() -> job(predictor, output).run())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot write " + output)
        .hasMessageContaining(fact);
  }

  @Test
  @DisplayName("an output that is a link is written where the link leads, and known as an input")
  void link() throws Exception {
    Files.writeString(out, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), out);

    assertThat(job(TestPredictor.arithmetic(), link).run().output()).isEqualTo(out.toRealPath());

    assertThat(link).isSymbolicLink();
    assertThat(Parquet.value(out, "SELECT count(*) FROM $")).isEqualTo(20_000L);
    Path toInput = Files.createSymbolicLink(folder.resolve("to"), folder.resolve("in.parquet"));
    assertThatThrownBy(() -> job(TestPredictor.arithmetic(), toInput).run())
        .hasMessageContaining("it is also an input");
  }

  @Test
  @DisplayName("a second job to one output is refused, also by another name, and later allowed")
  void twoJobs() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Predictor waiting =
        TestPredictor.arithmetic()
            .before(
                input -> {
                  running.countDown();
                  awaitLatch(go);
                });
    CompletableFuture<BatchReport> first =
        CompletableFuture.supplyAsync(() -> job(waiting, out).run());
    running.await();

    Path sameFile = folder.resolve("../" + folder.getFileName() + "/out.parquet");
    for (Path name : List.of(out, sameFile)) {
      assertThatThrownBy(() -> job(TestPredictor.arithmetic(), name).run())
          .isInstanceOf(OverloadedException.class)
          .hasMessageContaining("another job is writing it, expected one job at a time");
    }
    assertThat(out).doesNotExist();
    Process other = KilledJob.start(folder.resolve("in.parquet"), out, "never");
    assertThat(other.waitFor()).as("another process is refused too").isNotZero();
    go.countDown();

    assertThat(first.get().rows()).isEqualTo(20_000);
    assertThat(job(TestPredictor.arithmetic(), out).run().rows()).isEqualTo(20_000);
    assertThat(files()).containsExactly("in.parquet", "out.parquet");
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let the test go on");
      }
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
  }

  @Test
  @DisplayName("a predictor that fails midway: its own error with the rows, the old output stays")
  void failingPredictor() throws Exception {
    Files.writeString(out, "old");
    EngineException broken = new EngineException(ErrorCode.ENGINE_FAILURE, "out of cheese", null);
    Predictor failing =
        TestPredictor.arithmetic()
            .before(
                input -> {
                  if (input.column("x").floatAt(0) >= 5000) {
                    throw broken;
                  }
                });

    assertThatThrownBy(() -> job(failing, out).run())
        .isInstanceOf(EngineException.class)
        .hasMessageMatching("Cannot score .*in.parquet, rows \\d+ to \\d+: out of cheese")
        .hasMessageNotContaining("\n")
        .hasCause(broken);
    assertThat(out).hasContent("old");
    assertThat(files()).containsExactly("in.parquet", "out.parquet");
  }

  @Test
  @DisplayName("a predictor with a defect, and one that runs out of memory")
  void defectivePredictor() {
    Predictor defective =
        TestPredictor.arithmetic()
            .before(
                input -> {
                  throw new ArrayStoreException("oops");
                });
    assertThatThrownBy(() -> job(defective, out).run())
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("the predictor failed with java.lang.ArrayStoreException: oops");

    Predictor starved =
        TestPredictor.arithmetic()
            .before(
                input -> {
                  throw new OutOfMemoryError("heap");
                });
    assertThatThrownBy(() -> job(starved, out).run()).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  @DisplayName("an interrupt ends a job and leaves nothing")
  void interrupt() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    Parquet.numbers(folder.resolve("in.parquet"), 0, 3_000_000);
    Predictor slow = TestPredictor.arithmetic().before(input -> running.countDown());
    AtomicReference<SlipwayException> thrown = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                job(slow, out).run();
              } catch (SlipwayException expected) {
                thrown.set(expected);
                interrupted.set(Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    running.await();
    thread.interrupt();
    thread.join();

    assertThat(thrown.get())
        .isInstanceOf(OverloadedException.class)
        .hasMessage("Cannot score into " + out + ": the job was interrupted, nothing was written");
    assertThat(thrown.get().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(interrupted.get()).isTrue();
    assertThat(files()).containsExactly("in.parquet");
  }

  @Test
  @DisplayName("a listener that throws ends the job")
  void listener() throws Exception {
    BatchJob job =
        BatchJob.builder()
            .predictor(TestPredictor.arithmetic())
            .input(folder + "/in.parquet")
            .output(out)
            .progress(
                progress -> {
                  throw new IllegalStateException("no more");
                })
            .build();

    assertThatThrownBy(job::run).isInstanceOf(IllegalStateException.class).hasMessage("no more");
    assertThat(files()).containsExactly("in.parquet");
  }

  @Test
  @DisplayName("a process that is killed leaves no output, and the next run cleans up after it")
  void killed() throws Exception {
    for (String point : List.of("first-chunk", "tenth-chunk", "all-scored")) {
      Path mark = folder.resolve("in.parquet." + point);
      Process process = KilledJob.start(folder.resolve("in.parquet"), out, point);
      try {
        await().atMost(60, TimeUnit.SECONDS).until(() -> Files.exists(mark));
        for (int attempt = 0; attempt < 2; attempt++) {
          assertThatThrownBy(() -> job(TestPredictor.arithmetic(), out).run())
              .isInstanceOf(OverloadedException.class)
              .hasMessageContaining("another job is writing it");
        }
      } finally {
        process.destroyForcibly().waitFor();
      }

      Files.delete(mark);
      assertThat(out).doesNotExist();
      assertThat(files()).anyMatch(name -> name.endsWith(".slipway-tmp"));
      assertThat(job(TestPredictor.arithmetic(), out).run().rows()).isEqualTo(20_000);
      assertThat(files()).containsExactly("in.parquet", "out.parquet");
      Files.delete(out);
    }
  }

  @Test
  @DisplayName("what a dead run of another output left is not touched")
  void staleOfOthers() throws Exception {
    String id = "0d5f4e0a-5a3b-4b6e-8b1c-9a0e2d3c4b5a";
    Files.createDirectory(folder.resolve(".out." + id + ".slipway-tmp"));
    Files.createDirectory(folder.resolve(".out.parquet.b." + id + ".slipway-tmp"));
    Files.createDirectory(folder.resolve(".out.parquet." + id + ".slipway-tmp"));

    job(TestPredictor.arithmetic(), out).run();

    assertThat(files())
        .containsExactly(
            ".out." + id + ".slipway-tmp",
            ".out.parquet.b." + id + ".slipway-tmp",
            "in.parquet",
            "out.parquet");
  }

  /** Groups twice as long keep a long job's memory down; rows of any size keep short ones. */
  @ParameterizedTest
  @CsvSource({"id, 245760", "id::VARCHAR, 122880", "[id], 122880"})
  @DisplayName("row groups are long where rows are small for certain")
  void rowGroups(String extra, int rows) throws Exception {
    Parquet.write(
        folder.resolve("in.parquet"),
        "SELECT id::FLOAT AS x, 10::FLOAT AS y, " + extra + " AS extra FROM range(300000) t(id)");

    job(TestPredictor.echo(Field.column("x", ElementType.FLOAT32)), out).run();

    assertThat(
            Parquet.value(
                out, "SELECT max(row_group_num_rows) FROM parquet_metadata('" + out + "')"))
        .isEqualTo((long) rows);
  }
}
