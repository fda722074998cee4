package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.SavedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

  private static final String YAML =
      """
      format: slipway/1
      model: saved
      signature:
        inputs:
          - {name: a, type: float32}
          - {name: b, type: float32}
          - {name: c, type: float32}
          - {name: d, type: float32}
      outputs:
        - {name: probability, from: probabilities, pick: 1}
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
  @DisplayName("in a package scores files")
  void batch() throws IOException, SQLException {
    Path model = Files.createDirectories(folder.resolve("package"));
    SavedModelFile.logistic().write(model.resolve("saved"));
    Files.writeString(model.resolve("slipway.yaml"), YAML);
    Path input = folder.resolve("rows.parquet");
    Path output = folder.resolve("scored.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT 1::FLOAT a, 2::FLOAT b, 0.5::FLOAT c, 0.25::FLOAT d FROM range(3)) TO '"
              + input
              + "'");
      Slip.Result result =
          Slip.way(
              "batch",
              ALLOW,
              "--model",
              model.toString(),
              "--input",
              input.toString(),
              "--output",
              output.toString());

      assertThat(result.status()).as(result.err()).isZero();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT count(*), min(probability), max(probability) FROM '" + output + "'")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(3);
        assertThat(rows.getFloat(2)).isEqualTo(0.6016872f).isEqualTo(rows.getFloat(3));
      }
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
