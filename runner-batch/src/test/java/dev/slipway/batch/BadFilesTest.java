package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.OverloadedException;
import dev.slipway.Predictor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be scored as a whole, in every format. */
class BadFilesTest {
  @TempDir Path folder;

  private BatchJob.Builder job(String input, String output) {
    return BatchJob.builder()
        .predictor(TestPredictor.arithmetic())
        .input(folder.resolve(input).toString())
        .output(folder.resolve(output))
        .withoutProvenance()
        .threads(2);
  }

  private BatchReport rejecting(String input, String output) {
    return job(input, output).rejects(folder.resolve("bad.csv")).build().run();
  }

  private AbstractThrowableAssert<?, ?> failing(String input) {
    return failing(input, "out.csv");
  }

  private AbstractThrowableAssert<?, ?> failing(String input, String output) {
    return assertThatThrownBy(() -> job(input, output).build().run())
        .isInstanceOf(InvalidInputException.class);
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] gzip(String text, int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Arrays.copyOf(bytes.toByteArray(), length);
  }

  @Test
  @DisplayName("CSV: a quote that is never closed fails a job whatever was said")
  void unclosedQuote() throws IOException {
    Path file = write("in.csv", "x,y", "1,2", "3,\"4", "5,6");

    for (BatchJob job :
        List.of(
            job("in.csv", "out.csv").build(),
            job("in.csv", "out.csv").rejects(folder.resolve("bad.csv")).build())) {
      assertThatThrownBy(job::run)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(file + ", line 3: the quote of field 2 is never closed");
    }
    assertThat(files()).containsExactly("in.csv");
  }

  @Test
  @DisplayName("files of other columns are refused with all differences, in every format")
  void evolution() throws IOException {
    Path first = write("in1.csv", "x,y,n", "1,2,3");
    Path second = write("in2.csv", "y,m,x", "1,2,3");

    failing("in*.csv")
        .hasMessageStartingWith("Cannot read the input: 2 problems")
        .hasMessageContaining(second + ": column 'n' is missing, as in " + first)
        .hasMessageContaining(second + ": column 'm' is not expected, as in " + first);
    failing("in*").hasMessageContaining("column 'm' is not expected");
    write("in3.jsonl", "{}");
    failing("in*").hasMessageContaining("in3.jsonl: is jsonl by its name, expected csv");
  }

  @Test
  @DisplayName("headers that lack columns, and files that are no CSV")
  void headers() throws IOException {
    write("in.csv", "x,z", "1,2");
    failing("in.csv")
        .hasMessageContaining("column 'y': is missing, expected float32 (the columns are x, z)");
    write("in.csv", "x,x,", "1,2");
    failing("in.csv")
        .hasMessageContaining("line 1: column 2 is named 'x' as one before")
        .hasMessageContaining("line 1: column 3 has no name");
    Files.write(folder.resolve("in.csv"), new byte[0]);
    failing("in.csv").hasMessageContaining("in.csv, line 1: there is no header");
    Path packed = Files.write(folder.resolve("in.csv.gz"), gzip("x,y\n1,2\n".repeat(5000), 40));
    failing("in.csv.gz").hasMessageContaining(packed + ": is cut off: its gzip data end too early");
    Files.writeString(packed, "x,y\n1,2\n");
    failing("in.csv.gz").hasMessageContaining(packed + ": is damaged: Not in GZIP format");
  }

  @Test
  @DisplayName("names of the model's outputs and of provenance are refused in every format")
  void clashes() throws IOException {
    write("in.csv", "x,y,sum,model_name", "1,2,3,4");
    for (String output : List.of("out.csv", "out.jsonl", "out.parquet")) {
      assertThatThrownBy(
              () ->
                  BatchJob.builder()
                      .predictor(TestPredictor.arithmetic())
                      .input(folder + "/in.csv")
                      .output(folder.resolve(output))
                      .build()
                      .run())
          .hasMessageStartingWith("Cannot add the answers to the input: 2 problems")
          .hasMessageContaining("column 'sum': is both a column of the input and an output")
          .hasMessageContaining("'model_name': is both a column of the input and added by");
    }
  }

  @Test
  @DisplayName("a Parquet file that is damaged in the middle is named, and whose fault it is")
  void damagedMiddle() throws Exception {
    Path file = Parquet.numbers(folder.resolve("in.parquet"), 0, 200_000);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 2000, 6000, (byte) 0xff);
    Files.write(file, bytes);

    for (String output : List.of("out.parquet", "out.csv")) {
      assertThatThrownBy(() -> job("in.parquet", output).build().run())
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("Cannot read the input: " + file + ": is damaged: ")
          .hasMessageEndingWith("(copy it again)")
          .hasMessageNotContaining("out.");
    }
    assertThat(files()).containsExactly("in.parquet");
  }

  @Test
  @DisplayName("a predictor that fails stops a job of text in order, and leaves nothing")
  void failingPredictor() throws Exception {
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int i = 0; i < 100_000; i++) {
      csv.append(i).append(",1\n");
    }
    Files.writeString(folder.resolve("in.csv"), csv);
    EngineException broken = new EngineException(ErrorCode.ENGINE_FAILURE, "out of cheese", null);
    Predictor failing =
        TestPredictor.arithmetic()
            .before(
                input -> {
                  if (input.column("x").floatAt(0) >= 30_000) {
                    throw broken;
                  }
                });
    for (String output : List.of("out.csv", "out.parquet")) {
      assertThatThrownBy(() -> job("in.csv", output).predictor(failing).build().run())
          .isInstanceOf(EngineException.class)
          .hasMessageMatching("Cannot score .*in.csv, lines \\d+ to \\d+: out of cheese")
          .hasCause(broken);
    }
    assertThat(files()).containsExactly("in.csv");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("slipway-rows"));
  }

  @Test
  @DisplayName("rejects that are the output or an input, and columns that hide the places of rows")
  void wrongRejects() throws Exception {
    write("in.csv", "x,y", "1,2");
    assertThatThrownBy(
            () -> job("in.csv", "out.csv").rejects(folder.resolve("out.csv")).build().run())
        .hasMessageContaining("it is the output, expected another file for the bad rows");
    assertThatThrownBy(
            () -> job("in.csv", "out.csv").rejects(folder.resolve("in.csv")).build().run())
        .hasMessageContaining("it is also an input");
    Parquet.write(
        folder.resolve("in.parquet"), "SELECT 1::FLOAT AS x, 2::FLOAT AS y, 3 AS file_row_number");
    assertThatThrownBy(() -> rejecting("in.parquet", "out.parquet"))
        .hasMessageContaining("column 'file_row_number': hides the places of rows");
    assertThatThrownBy(() -> job("in.csv", "out.csv").compression(Compression.ZSTD).build().run())
        .hasMessageContaining("csv is never packed with zstd, expected gzip or none");
    assertThatThrownBy(
            () ->
                job("in.parquet", "out.parquet")
                    .csv(CsvOptions.defaults().withNullText("NA"))
                    .build()
                    .run())
        .hasMessageContaining("Cannot use the CSV options: the input is parquet");
    assertThat(files()).containsExactly("in.csv", "in.parquet");
  }

  @Test
  @DisplayName("an interrupt ends a job of text and leaves nothing, and a changed file fails it")
  void interruptedAndChanged() throws Exception {
    Path file = write("in.csv", "x,y", "1,2");
    Thread caller = Thread.currentThread();
    Predictor interrupting = TestPredictor.arithmetic().before(input -> caller.interrupt());

    assertThatThrownBy(() -> job("in.csv", "out.csv").predictor(interrupting).build().run())
        .isInstanceOf(OverloadedException.class)
        .hasMessageEndingWith("the job was interrupted, nothing was written");
    assertThat(Thread.interrupted()).as("stays interrupted").isTrue();

    Predictor touching = TestPredictor.arithmetic().before(input -> append(file));
    assertThatThrownBy(() -> job("in.csv", "out.csv").predictor(touching).build().run())
        .hasMessage(
            "Cannot score the input: "
                + file
                + ": was changed while it was read (run the job again)");
    assertThat(files()).containsExactly("in.csv");
  }

  private static void append(Path file) {
    try {
      Files.writeString(file, "3,4", StandardOpenOption.APPEND);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
