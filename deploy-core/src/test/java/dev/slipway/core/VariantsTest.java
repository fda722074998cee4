package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.InvalidPackageException;
import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.spi.ModelFormat;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The variants of a package")
class VariantsTest {

  private static final String HEAD =
      """
      format: slipway/1
      name: doubled
      version: 1
      model: model.onnx
      signature: {inputs: [{name: x, type: float32}], outputs: [{name: y, type: float32, shape: [-1, 1]}]}
      parity: {level: exact}
      execution: {min-rows: 2}
      """;

  private static final String VARIANTS =
      """
      variants:
        - name: tripled
          model: variants/tripled/model.onnx
          parity: {level: metric, absolute: 10}
          execution: {intra-op: 1}
          report: variants/tripled/report.json
        - {name: plain, model: variants/plain.onnx}
      """;

  @TempDir Path folder;

  @BeforeEach
  void models() throws IOException {
    Files.createDirectories(folder.resolve("variants/tripled"));
    times(2).write(folder.resolve("model.onnx"));
    times(3).write(folder.resolve("variants/tripled/model.onnx"));
    times(2).write(folder.resolve("variants/plain.onnx"));
    Files.writeString(folder.resolve("variants/tripled/report.json"), "{\"rows\": 1000}");
  }

  private static OnnxFile times(float factor) {
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 1)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 1)
        .floats("factor", List.of(1L), factor)
        .node("Mul", List.of("x", "factor"), List.of("y"));
  }

  private Path packaged(String yaml) throws IOException {
    Files.writeString(folder.resolve("slipway.yaml"), yaml);
    return folder;
  }

  private static float answer(Predictor predictor) {
    return predictor.predict(Table.builder().floats("x", 5).build()).column("y").floatAt(0);
  }

  @Test
  @DisplayName("are opened by name, each with its parity, its execution and its report")
  void opened() throws IOException {
    Path path = packaged(HEAD + VARIANTS);
    try (ModelPackage own = ModelPackage.read(path);
        ModelPackage tripled = ModelPackage.read(path, "tripled");
        ModelPackage plain = ModelPackage.read(path, "plain")) {
      assertThat(own.variants()).containsExactly("onnx", "tripled", "plain");
      assertThat(own.variant()).isEqualTo("onnx");
      assertThat(own.report()).isEmpty();
      assertThat(tripled.variant()).isEqualTo("tripled");
      assertThat(tripled.artefact().path()).isEqualTo("variants/tripled/model.onnx");
      assertThat(tripled.artefact().format()).isEqualTo(ModelFormat.ONNX);
      assertThat(tripled.parity()).isEqualTo(new Parity(Parity.Level.METRIC, 10, 0, 1));
      assertThat(tripled.execution().intraOpThreads()).isEqualTo(OptionalInt.of(1));
      assertThat(tripled.report()).contains("{\"rows\": 1000}");
      assertThat(plain.parity()).isEqualTo(Parity.exact());
      assertThat(plain.execution()).isEqualTo(ExecutionRules.unrestricted());
      assertThat(tripled.version()).isEqualTo(own.version());
    }
  }

  @Test
  @DisplayName("answer with their own model, and say which it is")
  void answer() throws IOException {
    Path path = packaged(HEAD + VARIANTS);
    try (Predictor own = Slipway.open(path);
        Predictor tripled = Slipway.builder().variant("tripled").build().openModel(path);
        Predictor named = Slipway.builder().variant("onnx").build().openModel(path)) {
      assertThat(answer(own)).isEqualTo(10);
      assertThat(answer(tripled)).isEqualTo(15);
      assertThat(answer(named)).isEqualTo(10);
      assertThat(own.model().variant()).isEqualTo("onnx");
      assertThat(tripled.model().variant()).isEqualTo("tripled");
      assertThat(tripled.model().parity().level()).isEqualTo(Parity.Level.METRIC);
    }
  }

  @Test
  @DisplayName("are refused by a name that the package does not have")
  void unknown() throws IOException {
    Path path = packaged(HEAD + VARIANTS);

    assertThatThrownBy(() -> Slipway.builder().variant("tripple").build().openModel(path))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining(
            "variant: 'tripple' is not in the package, expected one of [onnx, tripled, plain]"
                + " (nearest is 'tripled')");
  }

  @Test
  @DisplayName("are refused with everything that is wrong with them")
  void wrong() throws IOException {
    Path path =
        packaged(
            HEAD
                + """
                variants:
                  - {name: onnx, model: model.onnx}
                  - {name: a, model: missing.onnx, report: none.json}
                  - {name: b, model: model.txt}
                  - {name: c, model: variants}
                """);

    assertThatThrownBy(() -> ModelPackage.read(path))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("5 problems")
        .hasMessageContaining(
            "slipway.yaml:9:5: variant 'onnx' has the name of the package's own model")
        .hasMessageContaining("report names none.json, which is not in the package")
        .hasMessageContaining("names the model missing.onnx, which is not in the package")
        .hasMessageContaining("model is 'model.txt', expected a file of .onnx or .tflite")
        .hasMessageContaining("model is 'variants', expected a file of .onnx or .tflite");
  }

  @Test
  @DisplayName("need a name, a model and known keys, and no name twice")
  void keys() throws IOException {
    Path path =
        packaged(
            HEAD
                + """
                variants:
                  - {model: model.onnx}
                  - {name: A}
                  - {name: c, model: ../model.onnx, format: onnx, labels: {y: [1]}}
                  - {name: c, model: model.onnx, parity: {level: near}}
                """);

    assertThatThrownBy(() -> ModelPackage.read(path))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("key 'variants[0].name' is missing")
        .hasMessageContaining("variants[1].name is 'A', expected lower-case letters")
        .hasMessageContaining("key 'variants[1].model' is missing")
        .hasMessageContaining("variants[2].model is '../model.onnx'")
        .hasMessageContaining("unknown key 'variants[2].format'")
        .hasMessageContaining("variants[2].labels.y has 1, expected a text")
        .hasMessageContaining("variants[3].name is 'c' a second time")
        .hasMessageContaining("variants[3].parity.level is 'near'");
  }

  @Test
  @DisplayName("need a signature that no graph decides")
  void signature() throws IOException {
    Path path = packaged("format: slipway/1\nmodel: model.onnx\n" + VARIANTS);

    assertThatThrownBy(() -> ModelPackage.read(path))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("has variants without a signature, expected one");
  }

  @Test
  @DisplayName("that disagree with the signature are refused when they are opened")
  void mismatch() throws IOException {
    new OnnxFile()
        .input("other", DataType.FLOAT, OnnxFile.FREE, 3)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 3)
        .node("Identity", List.of("other"), List.of("y"))
        .write(folder.resolve("variants/plain.onnx"));
    Path path = packaged(HEAD + VARIANTS);

    assertThatThrownBy(() -> Slipway.builder().variant("plain").build().openModel(path))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("Cannot open doubled 1");
  }
}
