package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.InvalidInputException;
import dev.slipway.Predictor;
import dev.slipway.Signature.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static byte[] csv() {
    return List.of(
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
        .stream()
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private String row(int row, int line, String column, String code, String reason) {
    String name = column.isEmpty() ? "\"\"" : column;
    return folder.resolve("in.csv")
        + ","
        + row
        + ","
        + line
        + ","
        + name
        + ","
        + code
        + ","
        + reason;
  }

  @Test
  @DisplayName("CSV: the first bad rows fail a job, with file, line and column")
  void csvFails() throws IOException {
    Path file =
        write("in.csv", "x,y", "1,2", "a,", "1", "1,2,3", "1,\"2\"3", "1,2\"", "", "1e99x,3");

    failing("in.csv")
        .hasMessageStartingWith("Cannot score the input: 6 problems")
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
                    row(2, 4, "", "INVALID_INPUT", "\"has 1 fields, expected 3\""),
                    row(3, 5, "", "INVALID_INPUT", "field 2 goes on after its closing quote"),
                    row(4, 6, "y", "MISSING_VALUE", "column 'y' is null"),
                    row(6, 8, "", "INVALID_INPUT", "field 3 is not UTF-8 (save the file as UTF-8)"),
                    row(
                        7,
                        9,
                        "x",
                        "INVALID_INPUT",
                        "'b' is not a float32; column 'y' 'c' is not a float32"))
                + "\n");
    assertThat(files()).containsExactly("bad.csv", "in.csv", output);
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

    failing("in.jsonl", "out.jsonl")
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
        .endsWith(
            folder.resolve("in2.parquet") + "," + BAD + ",,y,MISSING_VALUE,column 'y' is null\n");
    assertThat(
            Parquet.value(
                folder.resolve("out.parquet"),
                "SELECT count(*) FROM $ WHERE sum = x + 10 AND product = x * 10"))
        .isEqualTo(219_959L);
    assertThat(Files.readAllLines(folder.resolve("out.csv"))).hasSize(219_960);
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
    Predictor matrices = TestPredictor.echo(TestPredictor.tensor("m", ElementType.FLOAT32, 2, 2));
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
            () -> ParquetTables.read(folder.resolve("times.parquet"), times.model().signature()))
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
}
