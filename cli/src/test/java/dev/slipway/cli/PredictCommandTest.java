package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("slipway predict")
class PredictCommandTest {

  private static final String ANSWER = "\"probability\":0.48";
  private static final String CSV =
      "date,distance,origin,destination,id\n2001-01-01T00:01:00,2176,LAS,PHL,0007\n";

  @TempDir Path folder;

  private static Slip.Result predict(String input, String... more) {
    String[] arguments = new String[more.length + 5];
    String[] first = {"predict", "--model", Slip.FLIGHT_DELAY, "--input", "-"};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return Slip.wayWith(input, arguments);
  }

  @Test
  @DisplayName("answers JSON from standard input with JSON")
  void json() {
    Slip.Result result = predict(Slip.FLIGHT);

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("[{" + ANSWER).endsWith(",\"late\":true}]\n");
  }

  @Test
  @DisplayName("answers JSON lines with JSON lines when asked for them")
  void jsonLines() {
    Slip.Result result = predict(Slip.FLIGHT + "\n" + Slip.FLIGHT + "\n", "--format", "jsonl");

    assertThat(result.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{" + ANSWER));
  }

  @Test
  @DisplayName("answers CSV from standard input with CSV, the input before the answers if wanted")
  void csv() {
    assertThat(predict(CSV).out()).startsWith("probability,late\n0.48").endsWith(",true\n");
    assertThat(predict(CSV, "--with-input").out())
        .startsWith("date,distance,origin,destination,id,probability,late\n")
        .contains("\n2001-01-01T00:01:00Z,2176,LAS,PHL,0007,0.48");
  }

  @Test
  @DisplayName("takes the formats of files from their names")
  void files() throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.csv"), CSV);
    for (String name : new String[] {"answers.csv", "answers.json", "answers.jsonl"}) {
      String output = folder.resolve(name).toString();
      Slip.Result result =
          Slip.way("predict", "-m", Slip.FLIGHT_DELAY, "-i", rows.toString(), "-o", output);

      assertThat(result.status()).as(result.err()).isZero();
      assertThat(result.out()).isEmpty();
      assertThat(folder.resolve(name)).content().contains("0.48");
    }
    try (var left = Files.list(folder)) {
      assertThat(left).hasSize(4);
    }
  }

  @Test
  @DisplayName("reads and writes gzip and CSV of other delimiters, encodings and nulls")
  void csvOptions() throws IOException {
    Path rows = folder.resolve("rows.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(rows))) {
      String text =
          "date\tdistance\torigin\tdestination\tid\n2001-01-01T00:01:00\t2176\tLAS\tPHL\tNA\n";
      out.write(text.getBytes(StandardCharsets.UTF_16));
    }
    Path output = folder.resolve("answers.csv.gz");
    String model = Slip.FLIGHT_DELAY;

    Slip.Result result =
        Slip.way(
            "predict",
            "-m",
            model,
            "-i",
            rows.toString(),
            "-o",
            output.toString(),
            "--with-input",
            "--csv-delimiter",
            "tab",
            "--csv-encoding",
            "utf-16",
            "--csv-null",
            "NA");

    assertThat(result.status()).as(result.err()).isZero();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(output))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("2001-01-01T00:01:00Z\t2176\tLAS\tPHL\t\t0.48");
    }
    Slip.Result useless = predict(Slip.FLIGHT, "--csv-null", "NA");
    assertThat(useless.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(useless.err()).contains("no CSV is read, expected CSV");
  }

  @Test
  @DisplayName("writes Parquet that it can read")
  void parquet() {
    String table = folder.resolve("answers.parquet").toString();
    Slip.Result written = predict(CSV, "--with-input", "--output", table);
    assertThat(written.status()).as(written.err()).isZero();

    Slip.Result read = Slip.way("predict", "-m", Slip.FLIGHT_DELAY, "-i", table);

    assertThat(read.out()).isEqualTo(predict(CSV).out());
  }

  @Test
  @DisplayName("takes a tensor with its rows; k numbers a row are k columns, or a list in JSON")
  void tensors() {
    String row = "[" + String.join(",", Collections.nCopies(inputWidth(), "0.5")) + "]";
    String input = "{\"" + inputName() + "\": [" + row + "," + row + "]}";

    Slip.Result csv = Slip.wayWith(input, "predict", "-m", Slip.BARE_MODEL, "-i", "-", "-f", "csv");
    Slip.Result json = Slip.wayWith(input, "predict", "-m", Slip.BARE_MODEL, "-i", "-");

    assertThat(csv.err()).isEmpty();
    assertThat(csv.out().lines().findFirst().orElse("")).containsPattern("(\\w+)_0,\\1_1");
    assertThat(csv.out().lines()).hasSize(3);
    assertThat(json.out()).containsPattern("\":\\[[-0-9.E]+,[-0-9.E]+]");
  }

  private static int inputWidth() {
    String shape = Slip.way("inspect", Slip.BARE_MODEL, "--json").out();
    return Integer.parseInt(shape.replaceAll("(?s).*?\"shape\":\\[-1,(\\d+)].*", "$1"));
  }

  private static String inputName() {
    String text = Slip.way("inspect", Slip.BARE_MODEL, "--json").out();
    return text.replaceAll("(?s).*\"inputs\":\\[\\{\"name\":\"([^\"]*)\".*", "$1");
  }

  @Test
  @DisplayName("answers no rows with no rows")
  void noRows() {
    Slip.Result result = predict("date,distance,origin,destination\n");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("probability,late\n");
  }

  @Test
  @DisplayName("refuses a timeout that is no time")
  void wrongTimeout() {
    Slip.Result result = predict(Slip.FLIGHT, "--timeout", "soon");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("--timeout", "'soon' is no time above zero, expected as 500ms, 2s or 1m");
  }

  @Test
  @DisplayName("refuses params that the model does not have")
  void unknownParam() {
    Slip.Result result = predict(Slip.FLIGHT, "--param", "threshold=0.7");

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo("slipway: Cannot use the params: threshold: the model has no params\n");
  }

  @Test
  @DisplayName("refuses to replace its input, and writes through a link to what it leads to")
  void outputsThatAreThere() throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.csv"), CSV);
    String model = Slip.FLIGHT_DELAY;
    Slip.Result same =
        Slip.way("predict", "-m", model, "-i", rows.toString(), "-o", rows.toString());
    assertThat(same.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(same.err()).contains("it is the input (choose another output)");
    assertThat(rows).hasContent(CSV);

    Path target = Files.writeString(folder.resolve("target.csv"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), target);
    Slip.Result linked =
        Slip.way("predict", "-m", model, "-i", rows.toString(), "-o", link.toString());
    assertThat(linked.status()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(target)).startsWith("probability,late\n0.48");
  }
}
