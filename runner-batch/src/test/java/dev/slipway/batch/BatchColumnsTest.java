package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import dev.slipway.core.json.JsonTableWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of every kind and name, from and to every format. */
class BatchColumnsTest {

  @TempDir Path folder;

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  private BatchJob.Builder job(String input, String output) {
    return BatchJob.builder()
        .predictor(TestPredictor.arithmetic())
        .input(folder.resolve(input).toString())
        .output(folder.resolve(output))
        .withoutProvenance()
        .threads(2);
  }

  private String run(String input, String output) throws IOException {
    job(input, output).build().run();
    return Files.readString(folder.resolve(output));
  }

  private void write(String name, String text) throws IOException {
    write(name, text, StandardCharsets.UTF_8);
  }

  private void write(String name, String text, Charset encoding) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(encoding));
  }

  private String run(TestPredictor predictor, String input, String output) throws IOException {
    job(input, output).predictor(predictor).build().run();
    return Files.readString(folder.resolve(output));
  }

  @Test
  @DisplayName("predict and batch read one CSV alike: numbers of every spelling, dates, NULL")
  void sameValues() throws Exception {
    Field[] fields = {
      Field.column("f", ElementType.FLOAT32),
      Field.column("d", ElementType.FLOAT64),
      Field.column("l", ElementType.INT64),
      Field.column("t", ElementType.DATETIME),
      Field.column("b", ElementType.BOOL),
      Field.column("s", ElementType.STRING)
    };
    String csv =
        lines(
            "f,d,l,t,b,s",
            "0.1,0.1,9007199254740993,2001-02-03,true,007",
            "16777217,1e-400,-9223372036854775808,2001-02-03 04:05:06.5,0,NULL",
            "1.00000017881393432617187499,123456789012345.6,1e3,1969-12-31T23:59:59.999999Z,1,\"\"",
            "-0,-0.0,5.0,0001-01-01,FALSE,  a ",
            "inf,-Infinity,+7,9999-12-31T23:59:59+02:00,true,'x'",
            "nan,NaN,0009,2024-02-29,false,ü",
            ".5,4.9e-324,7,2024-02-29,false,\"a",
            "b\"");
    write("in.csv", csv);
    for (Field field : fields) {
      job("in.csv", "out.parquet").predictor(TestPredictor.echo(field)).build().run();
      Table predict =
          CsvTables.read(
              new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
              "in.csv",
              TestPredictor.echo(field).model().signature());
      Table batch =
          ParquetTables.read(
              folder.resolve("out.parquet"), TestPredictor.echo(field).model().signature());
      for (int row = 0; row < predict.rows(); row++) {
        assertThat(batch.column("echo").valueAt(row))
            .as(field + " " + row)
            .isEqualTo(predict.column(field.name()).valueAt(row));
      }
    }
  }

  @Test
  @DisplayName("vectors and matrices: lists in Parquet, nested in JSON, columns in CSV")
  void tensors() throws Exception {
    Field matrix = TestPredictor.tensor("m", ElementType.FLOAT32, 2, 2);
    TestPredictor echo = TestPredictor.echo(matrix);
    write("in.csv", "id,m_3,m_0,m_1,m_2\n1,4,1,2,\n");
    write("in.jsonl", "{\"id\":1,\"m\":[[1,2],[null,4]]}\n");
    Parquet.write(
        folder.resolve("nested.parquet"),
        "SELECT 1 AS id, [[1, 2], ['NaN'::FLOAT, 4]]::FLOAT[][] AS m");
    Parquet.write(
        folder.resolve("flat.parquet"), "SELECT 1 AS id, [1, 2, 'NaN'::FLOAT, 4]::FLOAT[] AS m");
    Parquet.write(
        folder.resolve("array.parquet"), "SELECT 1 AS id, [1, 2, 'NaN'::FLOAT, 4]::FLOAT[4] AS m");

    for (String input :
        List.of("in.csv", "in.jsonl", "nested.parquet", "flat.parquet", "array.parquet")) {
      job(input, "out.parquet").predictor(echo).build().run();
      assertThat(Parquet.value(folder.resolve("out.parquet"), "SELECT echo::VARCHAR FROM $"))
          .as(input)
          .isEqualTo("[[1.0, 2.0], [nan, 4.0]]");
      job(input, "out.jsonl").predictor(echo).build().run();
      assertThat(folder.resolve("out.jsonl"))
          .content()
          .as(input)
          .endsWith("\"echo\":[[1.0,2.0],[\"NaN\",4.0]]}\n");
      job(input, "out.csv").predictor(echo).build().run();
      assertThat(folder.resolve("out.csv"))
          .content()
          .as(input)
          .contains("echo_0,echo_1,echo_2,echo_3\n")
          .endsWith(",1.0,2.0,NaN,4.0\n");
    }
    assertThat(run(echo, "nested.parquet", "again.csv")).startsWith("id,m_0,m_1,m_2,m_3,echo_0");
    assertThat(run(echo, "flat.parquet", "again.jsonl"))
        .startsWith("{\"id\":1,\"m\":[1.0,2.0,\"NaN\",4.0],\"echo\":[[");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl", "parquet"})
  @DisplayName("five thousand columns into a model and through, from and to every format")
  void wide(String output) throws Exception {
    String[] names = new String[5000];
    Arrays.setAll(names, i -> "v_" + i);
    String[] values = new String[5000];
    Arrays.setAll(values, i -> i + ".5");
    String header = String.join(",", names);
    String row = String.join(",", values);
    write("in.csv", "id," + header + "\n1," + row + "\n2," + row + "\n");
    write("in.jsonl", "{\"id\":1,\"v\":[" + row + "]}\n{\"id\":2,\"v\":[" + row + "]}\n");
    TestPredictor echo =
        TestPredictor.echo(TestPredictor.tensor("v", ElementType.FLOAT32, names.length));

    for (String input : List.of("in.csv", "in.jsonl")) {
      assertThat(job(input, "out." + output).predictor(echo).build().run().rows()).isEqualTo(2);
      if (output.equals("parquet")) {
        assertThat(
                Parquet.value(
                    folder.resolve("out.parquet"),
                    "SELECT count(*) FROM $ WHERE echo[5000] = 4999.5 AND len(echo) = 5000"))
            .isEqualTo(2L);
      } else {
        assertThat(folder.resolve("out." + output)).content().contains(",4998.5,4999.5");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "csv, csv",
    "csv, jsonl",
    "csv, parquet",
    "jsonl, csv",
    "jsonl, jsonl",
    "jsonl, parquet",
    "parquet, csv",
    "parquet, jsonl"
  })
  @DisplayName("oddly named columns are names")
  void oddNames(String input, String output) throws Exception {
    List<String> odd =
        List.of("we\"ird 'col", " ", "a.b", "ü 名", "select", "file_row_number", "x,y;z", "$1");
    Field field = Field.column(odd.get(0), ElementType.FLOAT32);
    Table.Builder table = Table.builder();
    odd.forEach(name -> table.column(name, Column.of(1.5f)));
    if (input.equals("parquet")) {
      ParquetTables.write(table.build(), folder.resolve("in.parquet"));
    } else if (input.equals("csv")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CsvTables.write(table.build(), bytes);
      write("in.csv", bytes.toString(StandardCharsets.UTF_8));
    } else {
      try (var out = Files.newOutputStream(folder.resolve("in.jsonl"))) {
        JsonTableWriter.writeLines(table.build(), out);
      }
    }

    job("in." + input, "out." + output).predictor(TestPredictor.echo(field)).build().run();

    job("out." + output, "back.parquet")
        .predictor(TestPredictor.renamed(field, "again"))
        .build()
        .run();
    List<String> columns = Parquet.columns(folder.resolve("back.parquet"));
    for (String name : odd) {
      assertThat(columns).anyMatch(column -> column.startsWith(name + " "));
    }
    assertThat(Parquet.value(folder.resolve("back.parquet"), "SELECT again FROM $"))
        .isEqualTo(1.5f);
  }

  @Test
  @DisplayName("names that differ only in case are names in text, and refused for Parquet")
  void caseOnly() throws IOException {
    write("in.csv", "x,y,X\n1,2,other\n");
    assertThat(run("in.csv", "out.csv")).endsWith("\n1,2,other,3.0,2.0,y\n");

    assertThatThrownBy(() -> job("in.csv", "out.parquet").build().run())
        .hasMessageContaining(
            "column 'X': is twice a column of the input, in upper and lower case");
  }
}
