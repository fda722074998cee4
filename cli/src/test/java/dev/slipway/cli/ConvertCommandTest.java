package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.ModelPackage;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("slipway convert")
class ConvertCommandTest {

  @TempDir private Path folder;

  private Path flights() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("flights"));
    try (Stream<Path> files = Files.list(Path.of(Slip.FLIGHT_DELAY))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static String[] convert(Path model, String... more) {
    return Stream.concat(Stream.of("convert", "--model", model.toString()), Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  @DisplayName("adds all other variants to the flight delay package and tells what it measured")
  void flightDelay() throws IOException {
    Path flights = flights();
    Slip.Result result =
        Slip.way(
            convert(flights, "--to", "tflite,onnx-fp16,onnx-int8", "--add", "--parity", "metric"));
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("Variant    tflite", "Variant    onnx-fp16", "Variant    onnx-int8")
        .contains("Size ", "Compared ", "'probability' in ", "Takes ", "Parity ", "Runs with ");
    try (ModelPackage made = ModelPackage.read(flights)) {
      assertThat(made.variants()).containsExactly("onnx", "tflite", "onnx-fp16", "onnx-int8");
    }
    Slip.Result answer = Slip.wayWith(Slip.FLIGHT, "predict", "--model", flights.toString());
    assertThat(answer.status()).as(answer.err()).isZero();
  }

  @Test
  @DisplayName("makes a package of a bare model, and prints its report as JSON")
  void bareModel() throws IOException {
    Path model = OnnxFile.logistic().write(folder.resolve("model.onnx"));
    Path made = folder.resolve("made");
    Slip.Result result =
        Slip.way(convert(model, "--to", "tflite", "--output", made.toString(), "--json"));
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).contains("\"variants\":", "\"largest_difference\"", "\"latency\"");
    assertThat(made.resolve("variants/tflite/report.json")).exists();
  }

  @Test
  @DisplayName("refuses a package whose parity the variant would miss, and adds nothing")
  void missesParity() throws IOException {
    Path flights = flights();
    Slip.Result result = Slip.way(convert(flights, "--to", "onnx-int8", "--add"));
    assertThat(result.status()).isEqualTo(ExitCode.PACKAGE.status());
    assertThat(result.err()).contains("Cannot add variant 'onnx-int8'", "expected parity exact");
    assertThat(flights.resolve("variants")).doesNotExist();
  }

  @Test
  @DisplayName("tells what is wrong with the command line")
  void usage() throws IOException {
    Path model = OnnxFile.logistic().write(folder.resolve("model.onnx"));
    String out = folder.resolve("out").toString();
    assertUsage("either --add", convert(model, "--to", "tflite"));
    assertUsage("either --add", convert(model, "--to", "tflite", "--add", "--output", out));
    assertUsage("say --output instead", convert(model, "--to", "tflite", "--add"));
    assertUsage("expected one of tflite", convert(model, "--to", "coreml", "--output", out));
    assertUsage(
        "at least 1000", convert(model, "--to", "tflite", "--output", out, "--rows", "999"));
    for (String parity :
        new String[] {
          "equal", "exact:absolute=1", "metric:absolute=x", "metric:rel=1", "metric:"
        }) {
      assertUsage("parity", convert(model, "--to", "tflite", "--output", out, "--parity", parity));
    }
    assertThat(Path.of(out)).doesNotExist();
  }

  private static void assertUsage(String message, String... arguments) {
    Slip.Result result = Slip.way(arguments);
    assertThat(result.status()).as(result.err()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains(message);
  }
}
