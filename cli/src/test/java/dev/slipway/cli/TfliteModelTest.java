package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.TfliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TFLite models in the commands, as bare files and as MLflow logs them. */
@DisplayName("A TFLite model")
class TfliteModelTest {

  private static final String ROW = "{\"features\":[1,2,0.5,0.25]}";
  private static final String ANSWER = "[{\"probabilities\":[0.3983128,0.6016872]}]\n";
  private static final String MLMODEL =
      """
      flavors:
        tflite:
          data: model.tflite
      model_uuid: 4f0c1bb7a3b94d1a9a2f3f6f0c9d1e2b
      signature:
        inputs: '[{"type":"tensor","name":"features","tensor-spec":{"dtype":"float32","shape":[-1,4]}}]'
        outputs: '[{"type":"tensor","name":"probabilities","tensor-spec":{"dtype":"float32","shape":[-1,2]}}]'
      """;

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeModel() throws IOException {
    file = TfliteFile.logistic().write(folder.resolve("model.tflite"));
    Files.writeString(folder.resolve("MLmodel"), MLMODEL);
  }

  @Test
  @DisplayName("as a bare file is inspected: engine, variant, inputs and outputs")
  void inspect() {
    Slip.Result result = Slip.way("inspect", file.toString());

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("Name       model\n")
        .contains("Engine     TensorFlow Lite 2.")
        .contains("Variant    tflite")
        .contains("features: float32[-1, 4]")
        .contains("probabilities: float32[-1, 2]");
  }

  @Test
  @DisplayName("as a bare file predicts")
  void predict() {
    Slip.Result result = Slip.wayWith(ROW, "predict", "--model", file.toString(), "--input", "-");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo(ANSWER);
  }

  @Test
  @DisplayName("in a folder of MLflow's tflite flavour predicts")
  void mlflow() {
    Slip.Result result = Slip.wayWith(ROW, "predict", "--model", folder.toString(), "--input", "-");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo(ANSWER);
  }

  @Test
  @DisplayName("that is damaged is refused in one line")
  void damaged() throws IOException {
    Files.writeString(file, "not a flatbuffer, whatever its name says");

    Slip.Result result = Slip.way("inspect", file.toString());

    assertThat(result.status()).isNotZero();
    assertThat(result.err())
        .contains("it is no flatbuffer of the kind TFL3")
        .doesNotContain("\tat ");
  }
}
