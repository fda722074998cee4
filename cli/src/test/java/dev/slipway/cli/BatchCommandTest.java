package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("slipway batch")
class BatchCommandTest {

  @TempDir Path folder;

  private Slip.Result batch(String... more) {
    String[] first = {
      "batch",
      "--model",
      Slip.FLIGHT_DELAY,
      "--output",
      folder.resolve("scored.parquet").toString(),
      "--input",
      Slip.FLIGHTS.toString()
    };
    String[] arguments = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return Slip.way(arguments);
  }

  @Test
  @DisplayName("scores a file and tells rows, speed, place and model version")
  void scores() {
    Slip.Result result = batch();

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Scored 125000 records of 1 file\n")
        .containsPattern("in [0-9.]+ s, [0-9,]+ rows/s\n")
        .contains("Answers: " + folder.resolve("scored.parquet") + " (1 file)\n")
        .contains("Model:   flight-delay 1 (");
    assertThat(folder.resolve("scored.parquet")).isNotEmptyFile();
  }

  @Test
  @DisplayName("scores CSV into JSON lines, and puts bad rows where it is told to")
  void formats() throws IOException {
    Path rows =
        Files.writeString(
            folder.resolve("rows.txt"),
            """
            date;distance;origin;destination;id
            2001-01-01T00:01:00;2176;LAS;PHL;0007
            2001-01-01T00:01:00;far;LAS;PHL;0008
            2001-01-01T00:01:00;2176;LAS;PHL;"Z\u00fcrich"
            """,
            StandardCharsets.ISO_8859_1);
    Path output = folder.resolve("scored");
    Path rejects = folder.resolve("bad.jsonl");
    List<String> arguments =
        new ArrayList<>(List.of("batch", "-m", Slip.FLIGHT_DELAY, "-i", rows.toString()));
    arguments.addAll(List.of("-o", output.toString(), "--input-format", "csv"));
    arguments.addAll(List.of("--output-format", "jsonl", "--csv-delimiter", ";"));
    arguments.addAll(List.of("--csv-encoding", "latin-1", "--on-bad-row", "reject"));
    arguments.addAll(List.of("--rejects", rejects.toString()));

    Slip.Result result = Slip.way(arguments.toArray(String[]::new));

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("Scored 2 records of 1 file\nBad rows: 1 (" + rejects);
    assertThat(Files.readAllLines(output))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"date\":\"2001-01-01T00:01:00Z\",\"distance\":2176,")
        .contains("\"id\":\"0007\",\"probability\":0.48", "\"model_name\":\"flight-delay\"");
    assertThat(Files.readAllLines(output).get(1)).contains("\"id\":\"Z\u00fcrich\"");
    assertThat(rejects)
        .content()
        .contains("\"row\":1,\"line\":3,\"column\":\"distance\",\"code\":\"INVALID_INPUT\"");
  }

  @Test
  @DisplayName("answers one file as predict does, in every text format")
  void asPredict() throws IOException {
    Path rows =
        Files.writeString(
            folder.resolve("rows.csv"),
            "date,distance,origin,destination\n2001-01-01T00:01:00,2176,LAS,PHL\n");
    Slip.Result predict = Slip.way("predict", "-m", Slip.FLIGHT_DELAY, "-i", rows.toString());
    String answer = predict.out().lines().skip(1).findFirst().orElseThrow();
    Path output = folder.resolve("scored.csv");

    Slip.Result batch =
        Slip.way("batch", "-m", Slip.FLIGHT_DELAY, "-i", rows.toString(), "-o", output.toString());

    assertThat(batch.status()).as(batch.err()).isZero();
    assertThat(Files.readAllLines(output).get(1))
        .startsWith("2001-01-01T00:01:00,2176,LAS,PHL," + answer + ",flight-delay,1,");
  }

  @Test
  @DisplayName("refuses options that are wrong, or without effect")
  void wrongOptions() {
    assertUsage(batch("--input-format", "json"), "'json' is no format of batch jobs", "predict");
    assertUsage(batch("--output-format", "xml"), "expected one of [parquet, csv, jsonl]");
    assertUsage(batch("--on-bad-row", "skip"), "'skip' is neither fail nor reject");
    assertUsage(batch("--on-bad-row", "reject"), "there is no place for them (say --rejects PATH)");
    assertUsage(batch("--rejects", "x.csv"), "bad rows fail the job (say --on-bad-row reject)");
    assertUsage(batch("--compression", "rar"), "expected one of [none, gzip, snappy, zstd]");
    assertUsage(batch("--csv-encoding", "klingon"), "'klingon' is no known encoding");
    assertUsage(batch("--csv-delimiter", "ab"), "'ab' is no delimiter");
    assertUsage(batch("--csv-delimiter", "\""), "a delimiter must be an ASCII character");
    Slip.Result useless = batch("--csv-null", "NA");
    assertThat(useless.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(useless.err()).contains("the input is parquet and the output parquet, expected CSV");
    assertThat(folder.resolve("scored.parquet")).doesNotExist();
  }

  private static void assertUsage(Slip.Result result, String... parts) {
    assertThat(result.status()).as(result.err()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains(parts).doesNotContain("\tat ");
  }

  @Test
  @DisplayName("takes files that the shell has found, and tells the totals as JSON")
  void json() throws IOException {
    Path second = Files.copy(Slip.FLIGHTS, folder.resolve("second.parquet"));

    Slip.Result result = batch(second.toString(), "--threads", "1", "--json");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("{\"rows\":250000,\"rejected_rows\":0,\"input_files\":2,\"output_files\":1,")
        .contains("\"model_name\":\"flight-delay\"", "\"rows_per_second\":")
        .endsWith("}\n");
  }
}
