package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ElementType;
import dev.slipway.Signature.Field;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values become on their way from a file through a predictor into a file. */
class BatchTypesTest {

  @TempDir Path folder;

  private BatchJob.Builder job() {
    return BatchJob.builder().input(folder + "/in.parquet").output(folder.resolve("out.parquet"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BOOL     | BOOLEAN   | true                             | BOOLEAN",
        "INT8     | TINYINT   | -128                             | TINYINT",
        "INT16    | SMALLINT  | -32768                           | SMALLINT",
        "INT32    | INTEGER   | -2147483648                      | INTEGER",
        "INT64    | BIGINT    | 9007199254740993                 | BIGINT",
        "INT64    | BIGINT    | -9223372036854775808             | BIGINT",
        "UINT8    | UTINYINT  | 255                              | UTINYINT",
        "UINT16   | USMALLINT | 65535                            | USMALLINT",
        "UINT32   | UINTEGER  | 4294967295                       | UINTEGER",
        "UINT64   | UBIGINT   | 18446744073709551615             | UBIGINT",
        "UINT64   | UBIGINT   | 9223372036854775808              | UBIGINT",
        "UINT64   | UBIGINT   | 7                                | UBIGINT",
        "FLOAT32  | FLOAT     | 0.1                              | FLOAT",
        "FLOAT64  | DOUBLE    | 0.1                              | DOUBLE",
        "FLOAT64  | DOUBLE    | 'NaN'                            | DOUBLE",
        "STRING   | VARCHAR   | 'Grüße, ''名'''                   | VARCHAR",
        "STRING   | VARCHAR   | ''                               | VARCHAR",
        "BINARY   | BLOB      | '\\x00\\xFF'                     | BLOB",
        "DATETIME | TIMESTAMP | '1969-12-31 23:59:59.999999'     | TIMESTAMP",
        "DATETIME | DATE      | '2001-02-03'                     | TIMESTAMP",
        "DATETIME | TIMESTAMP_NS | '1969-12-31 23:59:59.123456789' | TIMESTAMP",
        "DATETIME | TIMESTAMPTZ  | '2001-02-03 04:05:06+02'     | TIMESTAMP",
        "INT64    | DECIMAL(9,0)  | 123456789                    | BIGINT",
        "FLOAT64  | DECIMAL(9,2)  | 1234567.25                   | DOUBLE",
        "STRING   | UUID      | '0d5f4e0a-5a3b-4b6e-8b1c-9a0e2d3c4b5a' | VARCHAR"
      })
  @DisplayName("every type goes through the predictor unchanged")
  void types(ElementType type, String input, String value, String output) throws Exception {
    Parquet.write(
        folder.resolve("in.parquet"),
        "SELECT CAST(" + value + " AS " + input + ") AS v FROM range(3000)");

    job().predictor(TestPredictor.echo(Field.column("v", type))).build().run();

    Path out = folder.resolve("out.parquet");
    assertThat(Parquet.columns(out)).contains("echo " + output);
    String expected =
        input.equals("TIMESTAMP_NS")
            ? "TIMESTAMP '1969-12-31 23:59:59.123456'"
            : input.equals("TIMESTAMPTZ")
                ? "TIMESTAMP '2001-02-03 02:05:06'"
                : "CAST(CAST(" + value + " AS " + input + ") AS " + output + ")";
    assertThat(
            Parquet.value(
                out, "SELECT count(*) FROM $ WHERE echo IS NOT DISTINCT FROM " + expected))
        .isEqualTo(3000L);
  }

  @Test
  @DisplayName("tensors are lists, as deep as their shape")
  void tensors() throws Exception {
    Parquet.write(
        folder.resolve("in.parquet"),
        "SELECT [i, i + 1, i + 2, i + 3, i + 4, i + 5]::FLOAT[] AS v FROM range(5000) t(i)");
    Field field = TestPredictor.tensor("v", ElementType.FLOAT32, 2, 3);

    job().predictor(TestPredictor.echo(field)).threads(2).build().run();

    Path out = folder.resolve("out.parquet");
    assertThat(Parquet.columns(out)).contains("v FLOAT[]", "echo FLOAT[][]");
    assertThat(Parquet.value(out, "SELECT count(*) FROM $ WHERE flatten(echo) = v"))
        .isEqualTo(5000L);
    assertThat(Parquet.value(out, "SELECT echo::VARCHAR FROM $ LIMIT 1"))
        .isEqualTo("[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]");
  }

  @Test
  @DisplayName("a tensor may come as one column for each element")
  void tensorColumns() throws Exception {
    Parquet.write(
        folder.resolve("in.parquet"),
        "SELECT (i * 2)::FLOAT AS v_1, i::FLOAT AS v_0 FROM range(5000) t(i)");
    Field field = TestPredictor.tensor("v", ElementType.FLOAT32, 2);

    job().predictor(TestPredictor.echo(field)).build().run();

    assertThat(
            Parquet.value(
                folder.resolve("out.parquet"), "SELECT count(*) FROM $ WHERE echo = [v_0, v_1]"))
        .isEqualTo(5000L);
  }

  @Test
  @DisplayName("five thousand columns are scored")
  void wide() throws Exception {
    String[] columns = new String[5000];
    Arrays.setAll(columns, i -> "i::FLOAT AS v_" + i);
    Parquet.write(
        folder.resolve("in.parquet"),
        "SELECT " + String.join(", ", columns) + " FROM range(100) t(i)");
    Field field = TestPredictor.tensor("v", ElementType.FLOAT32, 5000);

    job().predictor(TestPredictor.echo(field)).build().run();

    assertThat(
            Parquet.value(
                folder.resolve("out.parquet"),
                "SELECT count(*) FROM $ WHERE echo[5000] = v_4999 AND len(echo) = 5000"))
        .isEqualTo(100L);
  }
}
