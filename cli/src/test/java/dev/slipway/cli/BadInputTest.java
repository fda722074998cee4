package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Bad input")
class BadInputTest {

  @TempDir Path folder;

  private static void assertFails(Slip.Result result, ExitCode code, String... parts) {
    assertThat(result.err()).startsWith("slipway: ").contains(parts).doesNotContain("\tat ");
    assertThat(result.status()).isEqualTo(code.status());
    assertThat(result.out()).isEmpty();
  }

  private static Slip.Result predict(String model, String input, String... output) {
    return output.length == 0
        ? Slip.way("predict", "--model", model, "--input", input)
        : Slip.way("predict", "--model", model, "--input", input, "--output", output[0]);
  }

  private String rows() throws IOException {
    return Files.writeString(folder.resolve("rows.jsonl"), Slip.FLIGHT + "\n").toString();
  }

  @Test
  @DisplayName("an input file that is not there")
  void missingInput() {
    String missing = folder.resolve("missing.csv").toString();
    assertFails(
        predict(Slip.FLIGHT_DELAY, missing),
        ExitCode.INPUT,
        "Cannot read " + missing + ": it is not there");
  }

  @Test
  @DisplayName("an input folder")
  void folderAsInput() throws IOException {
    String csv = Files.createDirectory(folder.resolve("x.csv")).toString();
    assertFails(
        predict(Slip.FLIGHT_DELAY, csv),
        ExitCode.INPUT,
        "it is a folder, expected a file (slipway batch takes folders)");
  }

  @Test
  @DisplayName("an input whose name tells no format")
  void unknownFormat() throws IOException {
    String text = Files.writeString(folder.resolve("rows.txt"), "x").toString();
    assertFails(
        predict(Slip.FLIGHT_DELAY, text),
        ExitCode.INPUT,
        "expected one of [csv, json, jsonl, parquet] (say --input-format)");
  }

  @Test
  @DisplayName("a format that is none")
  void wrongFormat() throws IOException {
    Slip.Result result =
        Slip.way("predict", "-m", Slip.FLIGHT_DELAY, "-i", rows(), "--format", "xml");
    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err())
        .contains("--format", "'xml' is no format, expected one of [csv, json, jsonl, parquet]");
  }

  @Test
  @DisplayName("JSON that is none")
  void brokenJson() throws IOException {
    String json = Files.writeString(folder.resolve("rows.json"), "[{\"date\": ").toString();
    assertFails(predict(Slip.FLIGHT_DELAY, json), ExitCode.INPUT, "Cannot read JSON");
  }

  @Test
  @DisplayName("CSV with a value of another type")
  void wrongCsv() throws IOException {
    String csv = Files.writeString(folder.resolve("rows.csv"), "distance\n21.5\n").toString();
    assertFails(
        predict(Slip.FLIGHT_DELAY, csv),
        ExitCode.INPUT,
        "line 2, column 'distance': '21.5' is not an int64");
  }

  @Test
  @DisplayName("columns that are missing, all at once")
  void missingColumns() throws IOException {
    String csv = Files.writeString(folder.resolve("rows.csv"), "distance\n21\n").toString();
    assertFails(predict(Slip.FLIGHT_DELAY, csv), ExitCode.INPUT, "date", "origin", "destination");
  }

  @Test
  @DisplayName("an output in a folder that is not there")
  void missingOutputFolder() throws IOException {
    String output = folder.resolve("no/answers.csv").toString();
    assertFails(
        predict(Slip.FLIGHT_DELAY, rows(), output),
        ExitCode.INPUT,
        "Cannot write " + output + ": there is no folder " + folder.resolve("no"));
  }

  @Test
  @DisplayName("an output that is a folder")
  void folderAsOutput() throws IOException {
    String output = Files.createDirectory(folder.resolve("answers.csv")).toString();
    assertFails(
        predict(Slip.FLIGHT_DELAY, rows(), output),
        ExitCode.INPUT,
        "Cannot write " + output + ": it is a folder, expected a file");
  }

  @Test
  @DisplayName("Parquet to standard output")
  void parquetToStandardOutput() throws IOException {
    assertFails(
        Slip.way("predict", "-m", Slip.FLIGHT_DELAY, "-i", rows(), "-f", "parquet"),
        ExitCode.INPUT,
        "Cannot write Parquet to standard output: it must be a file (say --output)");
  }

  @Test
  @DisplayName("Parquet from standard input")
  void parquetFromStandardInput() {
    assertFails(
        Slip.way("predict", "-m", Slip.FLIGHT_DELAY, "-i", "-", "--input-format", "parquet"),
        ExitCode.INPUT,
        "Cannot read Parquet from standard input: it must be a file");
  }

  @Test
  @DisplayName("a model that is not there")
  void missingModel() throws IOException {
    String model = folder.resolve("no-model").toString();
    assertFails(predict(model, rows()), ExitCode.INPUT, "Cannot ", "no-model");
  }

  @Test
  @DisplayName("a model of garbage")
  void garbageModel() throws IOException {
    String model = Files.writeString(folder.resolve("model.onnx"), "garbage").toString();
    assertFails(predict(model, rows()), ExitCode.PACKAGE, "Cannot ", "model.onnx");
  }

  @Test
  @DisplayName("a URI that nothing resolves")
  void unknownScheme() throws IOException {
    assertFails(
        predict("models:/flight-delay@champion", rows()),
        ExitCode.INPUT,
        "Cannot open models:/flight-delay@champion: nothing here resolves 'models:'");
  }

  @Test
  @DisplayName("a batch input that matches nothing")
  void noBatchInput() {
    String glob = folder + "/*.parquet";
    assertFails(batch(glob, folder.resolve("scored.parquet")), ExitCode.INPUT, "Cannot ", glob);
  }

  @Test
  @DisplayName("a Parquet file cut in half")
  void halfParquet() throws IOException {
    byte[] whole = Files.readAllBytes(Slip.FLIGHTS);
    Path half = Files.write(folder.resolve("half.parquet"), Arrays.copyOf(whole, whole.length / 2));
    Path output = folder.resolve("scored.parquet");

    assertFails(batch(half.toString(), output), ExitCode.INPUT, "Cannot ", "half.parquet");

    assertThat(output).doesNotExist();
  }

  private static Slip.Result batch(String input, Path output) {
    return Slip.way("batch", "-m", Slip.FLIGHT_DELAY, "-i", input, "-o", output.toString());
  }

  @Test
  @DisplayName("a batch job on no threads, or on far too many")
  void noThreads() {
    Slip.Result result = Slip.way("batch", "-m", "m", "-i", "x", "-o", "y", "--threads", "0");
    assertFails(result, ExitCode.USAGE, "Cannot run on 0 threads, expected 1 to 256");
    Slip.Result many = Slip.way("batch", "-m", "m", "-i", "x", "-o", "y", "--threads", "100000");
    assertFails(many, ExitCode.USAGE, "Cannot run on 100000 threads, expected 1 to 256");
  }

  @Test
  @DisplayName("command lines that are wrong, for each command: one line, and where help is")
  void wrongCommandLines() {
    for (String command : new String[] {"predict", "batch", "package", "inspect"}) {
      assertUsage(Slip.way(command, "--no-such-option"), "Unknown option '--no-such-option'");
    }
    assertUsage(batchOf("--threads", "many"), "--threads", "'many' is not an int");
    assertUsage(batchOf("--output", "again"), "--output", "should be specified only once");
    assertUsage(batchOf("--", "rest"), "Unknown argument 'rest'");
    assertUsage(batchOf("--inptu-format", "csv"), "did you mean", "--input-format");
  }

  private static Slip.Result batchOf(String... more) {
    String[] first = {"batch", "-m", "m", "-i=x", "-o", "y"};
    String[] arguments = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return Slip.way(arguments);
  }

  private static void assertUsage(Slip.Result result, String... parts) {
    assertThat(result.status()).as(result.err()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains(parts).contains("--help' shows").doesNotContain("\tat ");
    assertThat(result.err().lines()).hasSize(2);
    assertThat(result.out()).isEmpty();
  }
}
