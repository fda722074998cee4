package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("slipway inspect")
class InspectCommandTest {

  @Test
  @DisplayName("shows name, version, digest, engine, signature, steps and parity")
  void text() {
    Slip.Result result = Slip.way("inspect", Slip.FLIGHT_DELAY);

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("Name       flight-delay\n", "Version    1\n", "Engine     ONNX Runtime 1.")
        .containsPattern("Digest     [0-9a-f]{64}\n")
        .contains("Parity     exact (bit for bit)\n")
        .contains("\nInputs\n  date: datetime\n  distance: int64\n  origin: string\n")
        .contains("\nOutputs\n  probability: float32\n  late: bool\n")
        .contains("\nSteps\n  1 impute {column: distance");
  }

  @Test
  @DisplayName("shows the same as JSON")
  void json() throws IOException {
    Slip.Result result = Slip.way("inspect", Slip.FLIGHT_DELAY, "--json");

    assertThat(result.status()).isZero();
    assertThat(names(result.out()))
        .contains("name", "version", "digest", "engine", "parity", "inputs", "steps", "example");
    assertThat(result.out())
        .contains("{\"name\":\"distance\",\"type\":\"int64\",\"shape\":[-1],\"kind\":\"column\"");
  }

  private static List<String> names(String json) throws IOException {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
        }
      }
    }
    return names;
  }

  @Test
  @DisplayName("gives an example that the model answers, also of a bare model")
  void example() {
    for (String model : new String[] {Slip.FLIGHT_DELAY, Slip.BARE_MODEL}) {
      String input = Slip.way("inspect", model, "--example").out();

      Slip.Result result = Slip.wayWith(input, "predict", "--model", model, "--input", "-");

      assertThat(result.status()).as(result.err()).isZero();
      assertThat(result.out()).startsWith("[{");
    }
  }

  @Test
  @DisplayName("takes a file URI")
  void uri() {
    String uri = Path.of(Slip.FLIGHT_DELAY).toUri().toString();

    assertThat(Slip.way("inspect", uri).out()).startsWith("Name       flight-delay\n");
  }

  @Test
  @DisplayName("shows variants, also with a report that somebody else has written")
  void foreignReport(@TempDir Path folder) throws IOException {
    OnnxFile.logistic().write(folder.resolve("model.onnx"));
    OnnxFile.logistic().write(folder.resolve("other.onnx"));
    Files.writeString(folder.resolve("auc.json"), "{\"auc\": [0.7, {\"by\": null}]}");
    Files.writeString(
        folder.resolve("slipway.yaml"),
        """
        format: slipway/1
        model: model.onnx
        signature:
          inputs: [{name: features, type: float32, shape: [-1, 4]}]
        variants: [{name: other, model: other.onnx, report: auc.json}]
        """);

    Slip.Result text = Slip.way("inspect", folder.toString());
    assertThat(text.status()).as(text.err()).isZero();
    assertThat(text.out())
        .contains(
            "  other: other.onnx\n", "    its report is not one of conversion (see --json)\n");
    assertThat(Slip.way("inspect", folder.toString(), "--json").out())
        .contains("\"report\":{\"auc\": [0.7, {\"by\": null}]}");
    Slip.Result unknown = Slip.way("inspect", folder.toString(), "--variant", "othr");
    assertThat(unknown.status()).isEqualTo(ExitCode.PACKAGE.status());
    assertThat(unknown.err()).contains("nearest is 'other'");
  }
}
