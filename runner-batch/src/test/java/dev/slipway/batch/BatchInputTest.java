package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.InvalidInputException;
import dev.slipway.Predictor;
import dev.slipway.Signature.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that cannot be scored: what is said, and that nothing is left. */
class BatchInputTest {

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".") || name.equals("out.parquet"));
    }
  }

  private AbstractThrowableAssert<?, ?> failing(Predictor predictor) {
    return assertThatThrownBy(
            () ->
                BatchJob.builder()
                    .predictor(predictor)
                    .input(folder + "/in*")
                    .output(folder.resolve("out.parquet"))
                    .build()
                    .run())
        .isInstanceOf(InvalidInputException.class);
  }

  private AbstractThrowableAssert<?, ?> failing() {
    return failing(TestPredictor.arithmetic());
  }

  @Test
  @DisplayName("a pattern that matches nothing, a file that is not there, and a remote file")
  void nothing() {
    assertThatThrownBy(
            () ->
                BatchJob.builder()
                    .predictor(TestPredictor.arithmetic())
                    .input(folder + "/*.parquet")
                    .input(folder + "/no.parquet")
                    .input("s3://lake/flights/*.parquet")
                    .output(folder.resolve("out.parquet"))
                    .build()
                    .run())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read the input: 3 problems")
        .hasMessageContaining(folder + "/*.parquet: no file matches, expected at least one")
        .hasMessageContaining(folder + "/no.parquet: there is no such file")
        .hasMessageContaining("s3://lake/flights/*.parquet: is not on this machine");
  }

  @Test
  @DisplayName("files that are cut off, garbage and empty are all named")
  void damaged() throws Exception {
    byte[] whole = Files.readAllBytes(Parquet.numbers(folder.resolve("in0"), 0, 5000));
    Files.write(folder.resolve("in1"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(folder.resolve("in2"), "id,x,y\n1,2,3\n");
    Files.write(folder.resolve("in3"), new byte[0]);

    failing()
        .hasMessageStartingWith("Cannot read the input: 3 problems")
        .hasMessageContaining(
            folder.resolve("in1")
                + ": is cut off: it starts but does not end as a Parquet file (copy it again)")
        .hasMessageContaining(
            folder.resolve("in2") + ": is not a Parquet file: it does not start with PAR1")
        .hasMessageContaining(folder.resolve("in3") + ": is empty, expected a Parquet file");
  }

  @Test
  @DisplayName("a footer that is damaged")
  void damagedFooter() throws Exception {
    Path file = Parquet.numbers(folder.resolve("in"), 0, 5000);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length - 60, bytes.length - 8, (byte) 0xff);
    Files.write(file, bytes);

    failing().hasMessageStartingWith("Cannot read the input: " + file + ": ");

    bytes[bytes.length - 5] = 0x7f;
    Files.write(file, bytes);
    failing().hasMessageContaining(file + ": is damaged: its footer would be ");
  }

  @Test
  @DisplayName("files of different columns: all differences at once")
  void differentFiles() throws Exception {
    Parquet.write(folder.resolve("in1"), "SELECT 1::FLOAT AS x, 2::FLOAT AS y, 3 AS n");
    Parquet.write(folder.resolve("in2"), "SELECT 1::FLOAT AS x, 2::DOUBLE AS y, 4 AS m");

    String as = ", as in " + folder.resolve("in1") + " (all files of a job must have";
    failing()
        .hasMessageStartingWith("Cannot read the input: 3 problems")
        .hasMessageContaining(folder.resolve("in2") + ": column 'n' is missing" + as)
        .hasMessageContaining("column 'y' is DOUBLE, expected FLOAT" + as)
        .hasMessageContaining("column 'm' is not expected" + as);
  }

  @Test
  @DisplayName("columns that differ only in case")
  void caseOnly() throws Exception {
    Path file = Parquet.write(folder.resolve("in"), "SELECT 1 AS flight_no, 2 AS \"flight_xx\"");
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Files.write(
        file, bytes.replace("flight_xx", "FLIGHT_NO").getBytes(StandardCharsets.ISO_8859_1));

    failing()
        .hasMessageContaining(
            "columns 'flight_no' and 'FLIGHT_NO' differ at most in upper and lower case");
  }

  @Test
  @DisplayName("missing and wrongly typed columns: all at once, with the nearest name")
  void columns() throws Exception {
    Parquet.write(folder.resolve("in"), "SELECT 'a' AS origin, 1::FLOAT AS distanse");
    Predictor predictor =
        TestPredictor.withOptional(
            Field.column("origin", ElementType.FLOAT32),
            Field.column("distance", ElementType.FLOAT32));

    failing(predictor)
        .hasMessageStartingWith(
            "Cannot score the input with arith'metic 7 (0123456789ab): 2 problems")
        .hasMessageContaining(
            "column 'distance': is missing, expected float32 (did you mean 'distanse'?)")
        .hasMessageContaining("column 'origin': is STRING, expected FLOAT32");
  }

  @Test
  @DisplayName("types that no model takes")
  void types() throws Exception {
    Parquet.write(folder.resolve("in"), "SELECT {'a': 1} AS x, [1::FLOAT] AS y");

    failing()
        .hasMessageContaining("column 'x': is STRUCT(a INTEGER), expected float32")
        .hasMessageContaining("column 'y': is FLOAT[], expected float32");
  }

  @Test
  @DisplayName("none of the columns")
  void noColumn() throws Exception {
    Parquet.write(folder.resolve("in"), "SELECT 1 AS a, 2 AS b");

    failing()
        .hasMessageContaining("column 'x': is missing, expected float32 (the columns are a, b)");
  }

  @Test
  @DisplayName("a null where the predictor needs a value: file, row and column")
  void nulls() throws Exception {
    Parquet.numbers(folder.resolve("in1"), 0, 5000);
    Parquet.write(
        folder.resolve("in2"),
        "SELECT i AS id, CASE WHEN i != 4321 THEN 1 END::FLOAT AS x, 2::FLOAT AS y"
            + " FROM range(5000) t(i)");

    failing()
        .hasMessage(
            "Cannot score the input: " + folder.resolve("in2") + ", row 4321: column 'x' is null");
  }

  @Test
  @DisplayName("many rejected rows are counted, not all listed")
  void manyNulls() throws Exception {
    Parquet.write(folder.resolve("in"), "SELECT NULL::FLOAT AS x, 2::FLOAT AS y FROM range(1000)");

    failing()
        .hasMessageStartingWith("Cannot score the input: 21 problems")
        .hasMessageContaining("and 980 rows more right behind them");
  }

  @Test
  @DisplayName("a list of another length than the signature says")
  void listLength() throws Exception {
    Parquet.write(
        folder.resolve("in"),
        "SELECT CASE WHEN i = 3000 THEN [1] ELSE [1, 2] END::FLOAT[] AS v FROM range(5000) t(i)");

    failing(TestPredictor.echo(TestPredictor.tensor("v", ElementType.FLOAT32, 2)))
        .hasMessage(
            "Cannot score the input: "
                + folder.resolve("in")
                + ", row 3000: column 'v' has a list of 1 values, expected 2");
  }

  @Test
  @DisplayName("rows of no fixed shape")
  void freeShape() throws Exception {
    Parquet.numbers(folder.resolve("in"), 0, 3);

    failing(TestPredictor.free("x"))
        .hasMessageContaining("column 'x': has rows of shape [-1], expected a fixed shape");
  }

  @Test
  @DisplayName("names that the input, the model and the provenance share")
  void clashes() throws Exception {
    Parquet.write(
        folder.resolve("in"), "SELECT 1::FLOAT AS x, 2::FLOAT AS y, 3 AS SUM, 4 AS model_name");

    failing()
        .hasMessageStartingWith("Cannot add the answers to the input: 2 problems")
        .hasMessageContaining("column 'sum': is both a column of the input and an output of the")
        .hasMessageContaining(
            "column 'model_name': is both a column of the input and added by the job");
  }

  @Test
  @DisplayName("a file that is changed while it is read")
  void changed() throws Exception {
    Path file = Parquet.numbers(folder.resolve("in"), 0, 5000);
    byte[] bytes = Files.readAllBytes(file);
    Predictor touching =
        TestPredictor.arithmetic()
            .before(input -> rewrite(file, Arrays.copyOf(bytes, bytes.length + 1)));

    failing(touching)
        .hasMessage(
            "Cannot score the input: "
                + file
                + ": was changed while it was read (run the job again)");
  }

  @Test
  @DisplayName("int64 beyond 2^53 are kept in columns that the predictor does not get")
  void exactColumns() throws Exception {
    Parquet.write(
        folder.resolve("in"),
        "SELECT 1::FLOAT AS x, 2::FLOAT AS y, 9007199254740993 AS id,"
            + " 12345678901234567890123456789012345678::DECIMAL(38, 0) AS huge");
    Path out = folder.resolve("result.parquet");
    BatchJob.builder()
        .predictor(TestPredictor.arithmetic())
        .input(folder + "/in")
        .output(out)
        .build()
        .run();

    assertThat(Parquet.value(out, "SELECT id FROM $")).isEqualTo(9007199254740993L);
    assertThat(Parquet.value(out, "SELECT huge::VARCHAR FROM $"))
        .isEqualTo("12345678901234567890123456789012345678");
    Files.delete(out);
  }

  private static void rewrite(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Test
  @DisplayName("a field of the signature that is a column, given as a list of one")
  void listForColumn() throws Exception {
    Parquet.write(folder.resolve("in"), "SELECT [1::FLOAT] AS v");

    failing(TestPredictor.echo(Field.column("v", ElementType.FLOAT32)))
        .hasMessageContaining("column 'v': is FLOAT[], expected float32");
  }
}
