package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Predictor;
import dev.slipway.Signature.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that cannot be read or answered: they fail the job, or go to a file of their own. */
class BadRowsTest {

  private static final int BAD = 12_345;

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
    return assertThatThrownBy(() -> job(input, "out.csv").build().run())
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

  @Test
  @DisplayName("CSV: the first bad rows fail a job, with file, line and column")
  void csvFails() throws IOException {
    Path file =
        write("in.csv", "x,y", "1,2", "a,", "1", "1,2,3", "1,\"2\"3", "1,2\"", "", "1e99x,3");

    failing("in.csv")
        .hasMessageStartingWith("Cannot score the input: 7 problems")
        .hasMessageContaining(file + ", line 3, column 'x': 'a' is not a float32")
        .hasMessageContaining(file + ", line 4: has 1 fields, expected 2")
        .hasMessageContaining(file + ", line 5: has 3 fields, expected 2")
        .hasMessageContaining(file + ", line 6: field 2 goes on after its closing quote")
        .hasMessageContaining(file + ", line 7: field 2 has a quote inside")
        .hasMessageContaining(file + ", line 9, column 'x': '1e99x' is not a float32");
    assertThat(files()).containsExactly("in.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.csv", "out.jsonl", "out.parquet"})
  @DisplayName("CSV: rejected rows are told once each, the others scored; together all")
  void csvRejects(String output) throws Exception {
    Files.write(folder.resolve("in.csv"), csv());

    BatchReport report = rejecting("in.csv", output);

    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.rejectedRows()).isEqualTo(6);
    assertThat(Files.readString(folder.resolve("bad.csv")))
        .isEqualTo(
            String.join(
                    "\n",
                    "file,row,line,column,code,reason",
                    row(1, 3, "x", "INVALID_INPUT", "'a' is not a float32"),
                    row(2, 4, "", "INVALID_INPUT", "\"has 1 fields, expected 2\""),
                    row(3, 5, "", "INVALID_INPUT", "field 2 goes on after its closing quote"),
                    row(4, 6, "y", "MISSING_VALUE", "column 'y' is null"),
                    row(6, 8, "", "INVALID_INPUT", "field 3 is not UTF-8 (save the file as UTF-8)"),
                    row(7, 9, "x", "INVALID_INPUT", "'b' is not a float32; column 'y' 'c' is not a float32"))
                + "\n");
    assertThat(files()).containsExactly("bad.csv", "in.csv", output);
  }

  private static byte[] csv() {
    return String.join(
            "\n",
            "x,y,s",
            "1,2,a",
            "a,2,a",
            "1",
            "1,\"2\"3,a",
            "1,,a",
            "3,4,\"b\"",
            "1,2,Z\u00fcrich",
            "b,c,",
            "5,6,")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private String row(int row, int line, String column, String code, String reason) {
    String name = column.isEmpty() ? "\"\"" : column;
    return folder.resolve("in.csv") + "," + row + "," + line + "," + name + "," + code + "," + reason;
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
  @DisplayName("JSON lines: broken lines, wrong values and missing fields are bad rows")
  void lines() throws Exception {
    Path file =
        write(
            "in.jsonl",
            "{\"x\":1,\"y\":2}",
            "{\"x\":1,",
            "",
            "{\"x\":\"a/b\",\"y\":2}",
            "{\"x\":3}",
            "[1]",
            "{\"x\":null,\"y\":2}",
            "{\"x\":5,\"y\":6,\"sum\":1}",
            "{\"x\":7,\"y\":8}");

    failing("in.jsonl")
        .hasMessageContaining(file + ", line 2, column 'x': is not JSON: column 8: it ends too")
        .hasMessageContaining(file + ", line 4, column 'x': is 'a/b', expected a number that fits")
        .hasMessageContaining(file + ", line 5: has no 'y', expected one (or null)");
    BatchReport report =
        job("in.jsonl", "out.jsonl").rejects(folder.resolve("bad.jsonl")).build().run();

    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.rejectedRows()).isEqualTo(6);
    assertThat(Files.readAllLines(folder.resolve("out.jsonl"))).hasSize(2);
    assertThat(Files.readAllLines(folder.resolve("bad.jsonl")))
        .hasSize(6)
        .first()
        .asString()
        .isEqualTo(
            "{\"file\":\""
                + file
                + "\",\"row\":1,\"line\":2,\"column\":\"x\",\"code\":\"INVALID_INPUT\","
                + "\"reason\":\"is not JSON: column 8: it ends too early\"}");
    assertThat(Files.readAllLines(folder.resolve("bad.jsonl")).toString())
        .contains("\"line\":8,\"column\":\"sum\"", "has a name that the answers have, too");
  }

  @Test
  @DisplayName("Parquet: bad rows of every kind are rejected, whatever the number of threads")
  void parquet() throws Exception {
    Parquet.write(
        folder.resolve("in1.parquet"),
        "SELECT i AS id, CASE WHEN i % 5000 != 345 THEN i END::FLOAT AS x, 10::FLOAT AS y"
            + " FROM range(200000) t(i)");
    Parquet.write(
        folder.resolve("in2.parquet"),
        "SELECT i AS id, i::FLOAT AS x, CASE WHEN i != 12345 THEN 10 END::FLOAT AS y"
            + " FROM range(20000) t(i)");
    Set<String> rejects = new HashSet<>();
    for (String output : List.of("out.parquet", "out.csv", "out.jsonl")) {
      for (int threads : new int[] {1, 2, 8}) {
        BatchReport report =
            job("in*.parquet", output)
                .threads(threads)
                .rejects(folder.resolve("bad.csv"))
                .build()
                .run();
        assertThat(report.rows()).isEqualTo(220_000 - 41);
        assertThat(report.rejectedRows()).isEqualTo(41);
        rejects.add(Files.readString(folder.resolve("bad.csv")));
      }
    }
    assertThat(rejects).hasSize(1);
    assertThat(rejects.iterator().next())
        .contains(folder.resolve("in1.parquet") + ",345,,x,MISSING_VALUE,column 'x' is null\n")
        .endsWith(folder.resolve("in2.parquet") + "," + BAD + ",,y,MISSING_VALUE,column 'y' is null\n");
    assertThat(
            Parquet.value(
                folder.resolve("out.parquet"),
                "SELECT count(*) FROM $ WHERE sum = x + 10 AND product = x * 10"))
        .isEqualTo(219_959L);
    assertThat(Files.lines(folder.resolve("out.csv")).count()).isEqualTo(219_960);
  }

  @Test
  @DisplayName("Parquet: lists of other lengths and infinite times are bad rows, also in predict")
  void listsAndTimes() throws Exception {
    Parquet.write(
        folder.resolve("lists.parquet"),
        "SELECT CASE i WHEN 3 THEN [[1], [2]] WHEN 4 THEN [[1, 2, 3], [4]] ELSE [[1, 2], [3, 4]]"
            + " END::FLOAT[][] AS m FROM range(3000) t(i)");
    Parquet.write(
        folder.resolve("times.parquet"),
        "SELECT CASE i WHEN 7 THEN 'infinity' WHEN 8 THEN NULL ELSE '2001-02-03' END::TIMESTAMP"
            + " AS t FROM range(3000) t(i)");
    Predictor matrices =
        TestPredictor.echo(TestPredictor.tensor("m", ElementType.FLOAT32, 2, 2));
    Predictor times = TestPredictor.echo(Field.column("t", ElementType.DATETIME));

    for (String output : List.of("out.parquet", "out.jsonl")) {
      assertThat(
              job("lists.parquet", output)
                  .predictor(matrices)
                  .rejects(folder.resolve("bad.csv"))
                  .build()
                  .run()
                  .rejectedRows())
          .isEqualTo(2);
      assertThat(Files.readString(folder.resolve("bad.csv")))
          .contains(",3,,m,INVALID_INPUT,", "has lists of other lengths, expected shape [2, 2]");
      job("times.parquet", output)
          .predictor(times)
          .rejects(folder.resolve("bad.csv"))
          .build()
          .run();
      assertThat(Files.readString(folder.resolve("bad.csv")))
          .contains(",7,,t,INVALID_INPUT,\"column 't' is infinite, expected a point in time\"")
          .contains(",8,,t,MISSING_VALUE,column 't' is null");
    }
    assertThatThrownBy(
            () ->
                ParquetTables.read(folder.resolve("times.parquet"), times.model().signature()))
        .hasMessageContaining("row 7: column 't' is infinite, expected a point in time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl", "parquet"})
  @DisplayName("all rows bad: an output of no rows; none bad: an empty file of rejects")
  void extremes(String format) throws Exception {
    write("bad-in.csv", "x,y", "a,b");
    write("good-in.csv", "x,y", "1,2");

    BatchReport bad = rejecting("bad-in.csv", "out." + format);
    assertThat(bad.rows()).isZero();
    assertThat(bad.rejectedRows()).isEqualTo(1);
    BatchReport good = rejecting("good-in.csv", "out." + format);
    assertThat(good.rows()).isEqualTo(1);
    assertThat(folder.resolve("bad.csv")).hasContent("file,row,line,column,code,reason");
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

  private static byte[] gzip(String text, int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Arrays.copyOf(bytes.toByteArray(), length);
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
    assertThatThrownBy(
            () -> job("in.csv", "out.csv").compression(Compression.ZSTD).build().run())
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
}
