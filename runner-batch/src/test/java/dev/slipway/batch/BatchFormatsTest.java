package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ElementType;
import dev.slipway.Signature.Field;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every format in, every format out. */
class BatchFormatsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2024-03-01T12:00:00.25Z"), ZoneOffset.UTC);
  private static final String CSV = "id,x,y,note\n007,0.5,10,\"a, \"\"b\"\"\"\n8,1.5,2e1,\n";
  private static final String LINES =
      lines(
          "{\"id\": \"007\", \"x\": 0.5, \"y\": 10, \"note\": {\"a\": [1.10]}}",
          "{\"y\":2e1,\"x\":1.5,\"id\":12345678901234567890.10}");

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

  private String unpacked(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("CSV to CSV keeps every field as it stands in the file")
  void csvToCsv() throws IOException {
    write("in.csv", CSV);

    assertThat(run("in.csv", "out.csv"))
        .isEqualTo(
            lines(
                "id,x,y,note,sum,product,greater",
                "007,0.5,10,\"a, \"\"b\"\"\",10.5,5.0,y",
                "8,1.5,2e1,,21.5,30.0,y"));
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
        .isEqualTo(
            "[[007, 0.5, 10.0, a, \"b\", 10.5, 5.0, y], [8, 1.5, 20.0, null, 21.5, 30.0, y]]");
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
            lines(
                "x,y,id,note,sum,product,greater",
                "0.5,10.0,007,\"{\"\"a\"\": [1.10]}\",10.5,5.0,y",
                "1.5,20.0,12345678901234567890.10,,21.5,30.0,y"));
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
        .startsWith(
            "{\"x\":0.1,\"y\":\"NaN\",\"n\":9007199254740993,\"d\":1234567890123456789012.10,")
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
            ("x,y,sum,product,greater,model_name,model_version,model_digest,scored_at\n"
                    + "1,2,3.0,2.0,y,arith'metic,7,")
                + digest
                + ",2024-03-01T12:00:00.250Z");
    assertThat(Files.readString(folder.resolve("out.ndjson")))
        .endsWith(
            "\"model_version\":\"7\",\"model_digest\":\""
                + digest
                + "\",\"scored_at\":\"2024-03-01T12:00:00.250Z\"}\n");
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
    "parquet, jsonl",
    "parquet, parquet"
  })
  @DisplayName("0, 1 and about 2,048 rows, in order; and threads change nothing")
  void counts(String input, String output) throws Exception {
    for (int rows : new int[] {0, 1, 2047, 2048, 2049, 30_000}) {
      numbers("in." + input, rows);
      Set<String> digests = new HashSet<>();
      for (int threads : rows == 30_000 ? new int[] {1, 2, 8} : new int[] {2}) {
        BatchReport report = job("in." + input, "out." + output).threads(threads).build().run();
        assertThat(report.rows()).as(input + " " + output).isEqualTo(rows);
        digests.add(rows == 0 ? "" : digest(folder.resolve("out." + output)));
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
        job("in.csv.gz", "x")
            .output(folder + "/parts/")
            .compression(Compression.GZIP)
            .build()
            .run();
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
}
