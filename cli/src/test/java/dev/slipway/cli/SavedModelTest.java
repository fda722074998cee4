package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.SavedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SavedModels in the commands, as bare folders and as MLflow logs them. */
@DisplayName("A SavedModel")
class SavedModelTest {

  private static final String ROW = "{\"features\":[1,2,0.5,0.25]}";
  private static final String ANSWER = "[{\"probabilities\":[0.3983128,0.6016872]}]\n";
  private static final String ALLOW = "--allow-savedmodel";
  private static final String MLMODEL =
      """
      flavors:
        tensorflow:
          saved_model_dir: tfmodel
      model_uuid: 4f0c1bb7a3b94d1a9a2f3f6f0c9d1e2b
      signature:
        inputs: '[{"type":"tensor","name":"features","tensor-spec":{"dtype":"float32","shape":[-1,4]}}]'
        outputs: '[{"type":"tensor","name":"probabilities","tensor-spec":{"dtype":"float32","shape":[-1,2]}}]'
      """;

  @TempDir private Path folder;
  private Path bare = Path.of("");
  private Path mlflow = Path.of("");

  @BeforeEach
  void writeModels() throws IOException {
    bare = SavedModelFile.logistic().write(folder.resolve("bare"));
    mlflow = Files.createDirectories(folder.resolve("mlflow"));
    SavedModelFile.logistic().write(mlflow.resolve("tfmodel"));
    Files.writeString(mlflow.resolve("MLmodel"), MLMODEL);
  }

  @Test
  @DisplayName("as a bare folder is inspected: engine, variant, inputs and outputs")
  void inspect() {
    Slip.Result result = Slip.way("inspect", bare.toString(), ALLOW);

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("Name       bare\n")
        .contains("Engine     TensorFlow 2.")
        .contains("Variant    savedmodel")
        .contains("features: float32[-1, 4]")
        .contains("probabilities: float32[-1, 2]");
  }

  @Test
  @DisplayName("predicts, as a bare folder and in a folder of MLflow's tensorflow flavour")
  void predict() {
    for (Path model : new Path[] {bare, mlflow}) {
      Slip.Result result =
          Slip.wayWith(ROW, "predict", "--model", model.toString(), "--input", "-", ALLOW);

      assertThat(result.status()).as(result.err()).isZero();
      assertThat(result.out()).isEqualTo(ANSWER);
    }
  }

  @Test
  @DisplayName("is refused in every command without leave, whatever its package says")
  void notAllowed() throws IOException {
    Files.writeString(
        mlflow.resolve("slipway.yaml"), "format: slipway/1\nallow-savedmodel: true\n");
    Slip.Result manifest =
        Slip.wayWith(ROW, "predict", "--model", mlflow.toString(), "--input", "-");
    assertThat(manifest.status()).isEqualTo(ExitCode.PACKAGE.status());
    assertThat(manifest.err()).contains("'allow-savedmodel'");

    for (String[] command :
        new String[][] {
          {"inspect", bare.toString()},
          {"predict", "--model", bare.toString(), "--input", "-"},
          {"package", bare.toString(), "--check"},
          {"batch", "--model", bare.toString(), "--input", "none", "--output", "none.parquet"}
        }) {
      Slip.Result result = Slip.wayWith(ROW, command);

      assertThat(result.status()).as(result.err()).isEqualTo(ExitCode.PACKAGE.status());
      assertThat(result.err())
          .contains("it is a SavedModel, whose graph can read and write files")
          .contains("--allow-savedmodel");
    }
  }

  @Test
  @DisplayName("without the signature that is asked for is refused with the nearest")
  void signature() {
    Slip.Result result =
        Slip.way("inspect", bare.toString(), ALLOW, "--signature", "serving_defualt");

    assertThat(result.status()).isNotZero();
    assertThat(result.err())
        .contains("there is no signature 'serving_defualt', expected one of serving_default");
  }
}
