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
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format in, every format out. */
class BatchFormatsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2024-03-01T12:00:00.25Z"), ZoneOffset.UTC);
  private static final String CSV = "id,x,y,note\n007,0.5,10,\"a, \"\"b\"\"\"\n8,1.5,2e1,\n";
  private static final String LINES =
      lines("{\"id\": \"007\", \"x\": 0.5, \"y\": 10, \"note\": {\"a\": [1.10]}}", "{\"y\":2e1,\"x\":1.5,\"id\":12345678901234567890.10}");

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
        .clock(NOON)
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

  @Test
  @DisplayName("CSV to CSV keeps every field as it stands in the file")
  void csvToCsv() throws IOException {
    write("in.csv", CSV);

    assertThat(run("in.csv", "out.csv"))
        .isEqualTo(
            lines("id,x,y,note,sum,product,greater", "007,0.5,10,\"a, \"\"b\"\"\",10.5,5.0,y", "8,1.5,2e1,,21.5,30.0,y"));
  }

  @Test
  @DisplayName("CSV to JSON lines and Parquet: the signature's columns typed, the rest texts")
  void csvToOthers() throws Exception {
    write("in.csv", CSV);

    assertThat(run("in.csv", "out.jsonl"))
        .isEqualTo(
            "{\"id\":\"007\",\"x\":0.5,\"y\":10.0,\"note\":\"a, \\\"b\\\"\",\"sum\":10.5,"
                + "\"product\":5.0,\"greater\":\"y\"}\n"
                + "{\"id\":\"8\",\"x\":1.5,\"y\":20.0,\"note\":null,\"sum\":21.5,"
                + "\"product\":30.0,\"greater\":\"y\"}\n");
    job("in.csv", "out.parquet").build().run();
    assertThat(Parquet.columns(folder.resolve("out.parquet")))
        .containsExactly(
            "id VARCHAR",
            "x FLOAT",
            "y FLOAT",
            "note VARCHAR",
            "sum FLOAT",
            "product FLOAT",
            "greater VARCHAR");
    assertThat(Parquet.rows(folder.resolve("out.parquet"), "SELECT * FROM $").toString())
        .isEqualTo("[[007, 0.5, 10.0, a, \"b\", 10.5, 5.0, y], [8, 1.5, 20.0, null, 21.5, 30.0, y]]");
  }

  @Test
  @DisplayName("JSON lines to JSON lines keeps every record as it stands in the file")
  void linesToLines() throws IOException {
    write("in.jsonl", LINES + "\n  {\"x\":0,\"y\":-0.5 }  \r\n");

    assertThat(run("in.jsonl", "out.jsonl"))
        .isEqualTo(
            "{\"id\": \"007\", \"x\": 0.5, \"y\": 10, \"note\": {\"a\": [1.10]},\"sum\":10.5,"
                + "\"product\":5.0,\"greater\":\"y\"}\n"
                + "{\"y\":2e1,\"x\":1.5,\"id\":12345678901234567890.10,\"sum\":21.5,"
                + "\"product\":30.0,\"greater\":\"y\"}\n"
                + "{\"x\":0,\"y\":-0.5,\"sum\":-0.5,\"product\":-0.0,\"greater\":\"x\"}\n");
  }

  @Test
  @DisplayName("JSON lines to CSV and Parquet: fields of any record become columns")
  void linesToOthers() throws Exception {
    write("in.jsonl", LINES);

    assertThat(run("in.jsonl", "out.csv"))
        .isEqualTo(
            lines("x,y,id,note,sum,product,greater", "0.5,10.0,007,\"{\"\"a\"\": [1.10]}\",10.5,5.0,y", "1.5,20.0,12345678901234567890.10,,21.5,30.0,y"));
    job("in.jsonl", "out.parquet").build().run();
    assertThat(Parquet.value(folder.resolve("out.parquet"), "SELECT id FROM $ LIMIT 1 OFFSET 1"))
        .isEqualTo("12345678901234567890.10");
  }

  @Test
  @DisplayName("Parquet to text: exact numbers, ISO 8601 times, nested values as JSON")
  void parquetToOthers() throws Exception {
    Parquet.write(
        folder.resolve("in.parquet"),
        "SELECT 0.1::FLOAT AS x, 'NaN'::FLOAT AS y, 9007199254740993 AS n,"
            + " 1234567890123456789012.10::DECIMAL(30, 2) AS d, TIMESTAMP '2001-02-03 04:05:06' AS t,"
            + " DATE '2001-02-03' AS day, 'NaN'::DOUBLE AS nan, '\\x00\\xFF'::BLOB AS b,"
            + " {'a': [1, NULL]} AS s, '' AS empty, NULL::VARCHAR AS none,"
            + " '2001-02-03 04:05:06.123456789'::TIMESTAMP_NS AS ns, TIME '01:02:03' AS clock,"
            + " 'infinity'::TIMESTAMP AS inf");

    assertThat(run("in.parquet", "out.csv"))
        .endsWith(
            "\n0.1,NaN,9007199254740993,1234567890123456789012.10,2001-02-03T04:05:06Z,2001-02-03,"
                + "NaN,AP8=,\"{\"\"a\"\":[1,null]}\",\"\",,2001-02-03T04:05:06.123456789Z,01:02:03,"
                + "infinity,NaN,NaN,y\n");
    assertThat(run("in.parquet", "out.jsonl"))
        .startsWith("{\"x\":0.1,\"y\":\"NaN\",\"n\":9007199254740993,\"d\":1234567890123456789012.10,")
        .contains("\"t\":\"2001-02-03T04:05:06Z\",\"day\":\"2001-02-03\",\"nan\":\"NaN\"")
        .contains("\"b\":\"AP8=\",\"s\":{\"a\":[1,null]},\"empty\":\"\",\"none\":null,")
        .endsWith("\"sum\":\"NaN\",\"product\":\"NaN\",\"greater\":\"y\"}\n");
  }

  @Test
  @DisplayName("provenance stands behind the answers in every format")
  void provenance() throws IOException {
    write("in.csv", "x,y\n1,2\n");
    BatchJob.Builder job =
        BatchJob.builder()
            .predictor(TestPredictor.arithmetic())
            .input(folder.resolve("in.csv").toString())
            .clock(NOON);

    job.output(folder.resolve("out.csv")).build().run();
    job.output(folder.resolve("out.ndjson")).build().run();

    String digest = TestPredictor.VERSION.digest();
    assertThat(folder.resolve("out.csv"))
        .hasContent(
            String.join("\n", "x,y,sum,product,greater,model_name,model_version,model_digest,scored_at", "1,2,3.0,2.0,y,arith'metic,7,")
                + digest
                + ",2024-03-01T12:00:00.250Z");
    assertThat(Files.readString(folder.resolve("out.ndjson")))
        .endsWith("\"model_version\":\"7\",\"model_digest\":\"" + digest
            + "\",\"scored_at\":\"2024-03-01T12:00:00.250Z\"}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "csv, csv", "csv, jsonl", "csv, parquet", "jsonl, csv", "jsonl, jsonl", "jsonl, parquet",
    "parquet, csv", "parquet, jsonl", "parquet, parquet"
  })
  @DisplayName("0, 1 and about 2,048 rows, in order; and threads change nothing")
  void counts(String input, String output) throws Exception {
    for (int rows : new int[] {0, 1, 2047, 2048, 2049, 30_000}) {
      numbers("in." + input, rows);
      Set<String> digests = new HashSet<>();
      for (int threads : rows == 30_000 ? new int[] {1, 2, 8} : new int[] {2}) {
        BatchReport report = job("in." + input, "out." + output).threads(threads).build().run();
        assertThat(report.rows()).as(input + " " + output).isEqualTo(rows);
        digests.add(digest(folder.resolve("out." + output)));
      }
      assertThat(digests).hasSize(1);
      job("out." + output, "back.parquet")
          .predictor(TestPredictor.echo(Field.column("x", ElementType.FLOAT32)))
          .build()
          .run();
      String right = "greater = CASE WHEN x > 10 THEN 'x' ELSE 'y' END AND sum = x + 10";
      if (output.equals("parquet")) {
        assertThat(
                Parquet.value(
                    folder.resolve("back.parquet"),
                    "SELECT count(*) FROM $ WHERE x = file_row_number / 2 AND " + right))
            .isEqualTo((long) rows);
      } else {
        assertThat(
                Parquet.value(
                    folder.resolve("back.parquet"),
                    "SELECT count(*) FROM $ WHERE echo = file_row_number / 2"))
            .isEqualTo((long) rows);
      }
    }
  }

  /** Of the content: a Parquet file's own bytes depend on how threads met. */
  private static String digest(Path file) throws Exception {
    return file.toString().endsWith("parquet")
        ? String.valueOf(
            Parquet.value(
                file,
                "SELECT md5(string_agg(md5(id || ',' || sum || ',' || product || greater), ''"
                    + " ORDER BY file_row_number)) FROM $"))
        : Files.readString(file);
  }

  private void numbers(String name, int rows) throws Exception {
    StringBuilder text = new StringBuilder(name.endsWith("csv") ? "id,x,y\n" : "");
    for (int i = 0; i < rows; i++) {
      text.append(
          name.endsWith("csv")
              ? i + "," + i / 2f + ",10\n"
              : "{\"id\":" + i + ",\"x\":" + i / 2f + ",\"y\":10}\n");
    }
    if (name.endsWith("parquet")) {
      Parquet.numbers(folder.resolve(name), 0, rows);
    } else {
      write(name, text.toString());
    }
  }

  @Test
  @DisplayName("delimiter, encoding, byte order mark and a text for null, as stated")
  void csvOptions() throws Exception {
    CsvOptions options =
        CsvOptions.defaults()
            .withDelimiter(';')
            .withEncoding(StandardCharsets.ISO_8859_1)
            .withNullText("NULL");
    write("in.csv", "x;y;note;city\n1.5;2;NULL;Zürich\n", StandardCharsets.ISO_8859_1);

    job("in.csv", "out.csv").csv(options).build().run();
    job("in.csv", "out.parquet").csv(options).build().run();

    assertThat(folder.resolve("out.csv"))
        .hasContent("x;y;note;city;sum;product;greater\n1.5;2;NULL;Zürich;3.5;3.0;y");
    assertThat(
            Parquet.value(
                folder.resolve("out.parquet"),
                "SELECT count(*) FROM $ WHERE note IS NULL AND city = 'Zürich'"))
        .isEqualTo(1L);
    write("bom.csv", "\ufeffx,y\n1,2\n");
    assertThat(run("bom.csv", "bom-out.csv")).startsWith("x,y,sum");
    write("utf16.csv", "\ufeffx,y,n\n1,2,名😀\n", StandardCharsets.UTF_16LE);
    job("utf16.csv", "out16.csv")
        .csv(CsvOptions.defaults().withEncoding(StandardCharsets.UTF_16LE))
        .build()
        .run();
    assertThat(folder.resolve("out16.csv")).content().contains("1,2,名😀,3.0");
  }

  @Test
  @DisplayName("gzip in and out, and Parquet's codecs")
  void compression() throws Exception {
    try (GZIPOutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("in.csv.gz")))) {
      out.write("x,y\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }

    job("in.csv.gz", "out.jsonl.gz").build().run();
    assertThat(unpacked("out.jsonl.gz"))
        .isEqualTo("{\"x\":1.0,\"y\":2.0,\"sum\":3.0,\"product\":2.0,\"greater\":\"y\"}\n");
    BatchReport parts =
        job("in.csv.gz", "x").output(folder + "/parts/").compression(Compression.GZIP).build().run();
    assertThat(parts.output().resolve("part-00000.csv.gz")).isRegularFile();
    job("in.csv.gz", "out.parquet").compression(Compression.ZSTD).build().run();
    assertThat(
            Parquet.rows(
                    folder.resolve("out.parquet"),
                    "SELECT DISTINCT compression FROM parquet_metadata('"
                        + folder.resolve("out.parquet")
                        + "')")
                .toString())
        .isEqualTo("[[ZSTD]]");
  }

  private String unpacked(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("formats are stated where names tell nothing, and directories hold one format")
  void statedFormats() throws Exception {
    write("rows.txt", "x,y\n1,2\n");
    job("rows.txt", "scored")
        .inputFormat(FileFormat.CSV)
        .outputFormat(FileFormat.JSON_LINES)
        .build()
        .run();
    assertThat(folder.resolve("scored")).content().startsWith("{\"x\":1.0");

    Path lake = Files.createDirectory(folder.resolve("lake"));
    Files.writeString(lake.resolve("a.csv"), "x,y,z\n1,2,a\n");
    Files.writeString(lake.resolve("b.csv"), "z,y,x\nb,20,10\n");
    Files.writeString(lake.resolve("README"), "no rows");
    assertThat(run("lake", "all.csv"))
        .isEqualTo("x,y,z,sum,product,greater\n1,2,a,3.0,2.0,y\n10,20,b,30.0,200.0,y\n");
    job("lake", "x").output(folder + "/parts/").build().run();
    try (Stream<Path> parts = Files.list(folder.resolve("parts"))) {
      assertThat(parts.map(part -> part.getFileName().toString()).sorted())
          .containsExactly("part-00000.csv", "part-00001.csv");
    }
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
        lines("f,d,l,t,b,s", "0.1,0.1,9007199254740993,2001-02-03,true,007", "16777217,1e-400,-9223372036854775808,2001-02-03 04:05:06.5,0,NULL", "1.00000017881393432617187499,123456789012345.6,1e3,1969-12-31T23:59:59.999999Z,1,\"\"", "-0,-0.0,5.0,0001-01-01,FALSE,  a ", "inf,-Infinity,+7,9999-12-31T23:59:59+02:00,true,'x'", "nan,NaN,0009,2024-02-29,false,ü", ".5,4.9e-324,7,2024-02-29,false,\"a", "b\"");
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
        folder.resolve("nested.parquet"), "SELECT 1 AS id, [[1, 2], ['NaN', 4]]::FLOAT[][] AS m");
    Parquet.write(
        folder.resolve("flat.parquet"), "SELECT 1 AS id, [1, 2, 'NaN', 4]::FLOAT[] AS m");
    Parquet.write(
        folder.resolve("array.parquet"), "SELECT 1 AS id, [1, 2, 'NaN', 4]::FLOAT[4] AS m");

    for (String input :
        List.of("in.csv", "in.jsonl", "nested.parquet", "flat.parquet", "array.parquet")) {
      job(input, "out.parquet").predictor(echo).build().run();
      assertThat(
              Parquet.value(folder.resolve("out.parquet"), "SELECT echo::VARCHAR FROM $"))
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

  private String run(TestPredictor predictor, String input, String output) throws IOException {
    job(input, output).predictor(predictor).build().run();
    return Files.readString(folder.resolve(output));
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
    "csv, csv", "csv, jsonl", "csv, parquet", "jsonl, csv", "jsonl, jsonl", "jsonl, parquet",
    "parquet, csv", "parquet, jsonl"
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

    assertThatThrownBy(
            () -> job("in.csv", "out.parquet").build().run())
        .hasMessageContaining("column 'X': is twice a column of the input, in upper and lower case");
  }
}
