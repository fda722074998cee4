package dev.slipway.convert;

import static dev.slipway.testing.OnnxFile.FREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.Column;
import dev.slipway.InvalidPackageException;
import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.ParityMeasurement;
import dev.slipway.core.Slipway;
import dev.slipway.core.VariantBuilder;
import dev.slipway.core.VariantReport;
import dev.slipway.core.VariantsReport;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Variants that are converted")
class VariantsTest {

  private static final Path FLIGHTS = Path.of("../examples/flight-delay/model");
  private static final List<VariantMaker> ALL =
      Arrays.stream(Target.values()).map(VariantMaker::new).toList();

  @TempDir private Path folder;

  private static VariantBuilder builder() {
    return new VariantBuilder(ParityMeasurement.builder().build());
  }

  private static List<VariantMaker> only(Target target) {
    return List.of(new VariantMaker(target));
  }

  private Path flights() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("flights"));
    try (Stream<Path> files = Files.list(FLIGHTS)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        contents.put(root.relativize(file).toString(), bytes.length + "/" + Arrays.hashCode(bytes));
      }
    }
    return contents;
  }

  private void assertNothingHidden() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  @Test
  @DisplayName("of the flight delay package answer its golden records and keep what they state")
  void flightDelay() throws IOException {
    Path flights = flights();
    VariantsReport report = builder().accepting(Parity.Level.METRIC).inPlace(flights, ALL);

    assertThat(report.variants())
        .extracting(VariantReport::variant)
        .containsExactly("tflite", "onnx-fp16", "onnx-int8");
    for (VariantReport variant : report.variants()) {
      assertThat(variant.rows()).isGreaterThanOrEqualTo(1_000);
      assertThat(variant.sources().golden()).isPositive();
      assertThat(variant.latencies()).allMatch(latency -> latency.ratio() > 0);
      try (ModelPackage made = ModelPackage.read(flights, variant.variant());
          Predictor predictor =
              Slipway.builder().variant(variant.variant()).build().openModel(flights)) {
        assertThat(made.report().orElseThrow())
            .contains("\"largest_difference\"", "\"mean_difference\"", "\"label_agreement\"")
            .contains("\"size\"", "\"latency\"");
        assertThat(made.parity()).isEqualTo(variant.stated());
        assertThat(predictor.model().variant()).isEqualTo(variant.variant());
      }
    }
    assertThat(report.variants().get(0).largestDifference()).isLessThan(1e-5);
    assertThat(report.variants().get(1).largestDifference()).isLessThan(1e-2);
    assertThat(report.variants().get(2).largestDifference()).isLessThan(0.1);
    assertThat(report.after().digest()).isNotEqualTo(report.before().digest());
    assertNothingHidden();
  }

  @Test
  @DisplayName("that miss the package's parity are not added, and nothing changes")
  void missTheParity() throws IOException {
    Path flights = flights();
    Map<String, String> before = contents(flights);
    assertThatThrownBy(() -> builder().inPlace(flights, only(Target.ONNX_INT8)))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("Cannot add variant 'onnx-int8' to flight-delay 1")
        .hasMessageContaining("expected parity exact");
    Parity narrow = new Parity(Parity.Level.METRIC, 1e-9, 0, 1);
    assertThatThrownBy(() -> builder().accepting(narrow).inPlace(flights, only(Target.ONNX_FP16)))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("absolute 1.0E-9");
    assertThat(contents(flights)).isEqualTo(before);
    assertNothingHidden();
  }

  @Test
  @DisplayName("that are there already are not replaced")
  void areNotReplaced() throws IOException {
    Path flights = flights();
    builder().accepting(Parity.Level.TOLERANCE).inPlace(flights, only(Target.TFLITE));
    Map<String, String> before = contents(flights);
    assertThatThrownBy(
            () -> builder().accepting(Parity.Level.TOLERANCE).inPlace(flights, only(Target.TFLITE)))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("variant 'tflite'")
        .hasMessageContaining("is there already");
    assertThat(contents(flights)).isEqualTo(before);
  }

  @Test
  @DisplayName("replace what an attempt that was killed has left")
  void replaceWhatIsLeft() throws IOException {
    Path flights = flights();
    Path left = Files.createDirectories(flights.resolve("variants/tflite"));
    Files.writeString(left.resolve("other.tflite"), "half");
    builder().accepting(Parity.Level.TOLERANCE).inPlace(flights, only(Target.TFLITE));
    assertThat(contents(flights).keySet())
        .containsExactly(
            "golden.jsonl",
            "model.onnx",
            "slipway.yaml",
            "variants/tflite/model.tflite",
            "variants/tflite/report.json");
  }

  @Test
  @DisplayName("of a bare model make a package with its signature, also as a zip")
  void bareModel() throws IOException {
    Path model = OnnxFile.logistic().write(folder.resolve("logistic.onnx"));
    for (String output : new String[] {"made", "made.zip"}) {
      Path made = folder.resolve(output);
      VariantsReport report = builder().write(model, made, only(Target.TFLITE));
      assertThat(report.variants().get(0).largestDifference()).isLessThan(1e-6);
      try (ModelPackage read = ModelPackage.read(made)) {
        assertThat(read.variants()).containsExactly("onnx", "tflite");
        assertThat(read.signature().orElseThrow().inputNames()).containsExactly("features");
        assertThat(read.version().name()).isEqualTo("logistic");
      }
    }
    assertNothingHidden();
  }

  @Test
  @DisplayName("answer texts where the model answers texts, and maps of scores as columns")
  void texts() throws IOException {
    OnnxFile classifier =
        TinyModel.of(FREE, 3)
            .reals("coefficients", 1, -2, 0.5f, 0.25f, 3, -1, -0.75f, 0.5f, 0.125f)
            .reals("intercepts", 0.1f, -0.2f, 0.3f)
            .with("post_transform", "SOFTMAX")
            .texts("classlabels_strings", "red", "grün", "a \"b\"")
            .classical("LinearClassifier", "x", "label s")
            .texts("classlabels_strings", "red", "grün", "a \"b\"")
            .classical("ZipMap", "s", "y")
            .output("label", DataType.STRING, FREE)
            .gives(FREE, 3);
    Path model = classifier.write(folder.resolve("colours.onnx"));
    Path made = folder.resolve("colours");
    builder().write(model, made, only(Target.TFLITE));
    Table row =
        Table.builder().column("x", Column.over(Tensor.of(Shape.of(1, 3), 1f, -1f, 0f))).build();
    try (Predictor own = Slipway.open(made);
        Predictor tflite = Slipway.builder().variant("tflite").build().openModel(made)) {
      assertThat(tflite.predict(row).column("label").stringAt(0))
          .isEqualTo(own.predict(row).column("label").stringAt(0))
          .isEqualTo("red");
      assertThat(tflite.predict(row).names())
          .containsExactly("label", "y_red", "y_grün", "y_a \"b\"");
    }
  }

  @Test
  @DisplayName("with weights of 8 bits have at most 0.3 of an MLP's size, with 16 bits half of it")
  void sizes() throws IOException {
    OnnxFile mlp =
        TinyModel.of(FREE, 64)
            .weights("w1", 64, 256)
            .weights("b1", 256)
            .weights("w2", 256, 128)
            .weights("b2", 128)
            .weights("w3", 128, 3)
            .node("Gemm", "x w1 b1", "a")
            .node("Relu", "a", "b")
            .node("Gemm", "b w2 b2", "c")
            .node("Tanh", "c", "d")
            .node("MatMul", "d w3", "e")
            .node("Softmax", "e", "y")
            .gives(FREE, 3);
    Path model = mlp.write(folder.resolve("mlp.onnx"));
    VariantsReport report =
        builder().accepting(Parity.Level.METRIC).write(model, folder.resolve("mlp"), ALL);
    assertThat(report.variants().get(0).sizeRatio()).isBetween(0.9, 1.1);
    assertThat(report.variants().get(0).largestDifference()).isLessThan(1e-4);
    assertThat(report.variants().get(1).sizeRatio()).isBetween(0.4, 0.55);
    assertThat(report.variants().get(2).sizeRatio()).isBetween(0.2, 0.3);
    assertThat(report.variants().get(2).largestDifference()).isPositive();
  }

  @Test
  @DisplayName("with other names or types than the signature are refused when they are opened")
  void otherSignature() throws IOException {
    Path made = Files.createDirectory(folder.resolve("p"));
    OnnxFile.logistic().write(made.resolve("model.onnx"));
    TinyModel.of(FREE, 4).node("Relu", "x", "y").gives(FREE, 4).write(made.resolve("other.onnx"));
    Files.writeString(
        made.resolve("slipway.yaml"),
        """
        format: slipway/1
        model: model.onnx
        signature:
          inputs: [{name: features, type: float32, shape: [-1, 4]}]
          outputs: [{name: probabilities, type: float32, shape: [-1, 2]}]
        variants: [{name: other, model: other.onnx}]
        """);
    assertThatThrownBy(() -> Slipway.builder().variant("other").build().openModel(made))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("answers [y], expected [probabilities]");
  }
}
