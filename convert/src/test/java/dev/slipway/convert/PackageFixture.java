package dev.slipway.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.Slipway;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A small package whose folder tests look at, and a person's own folder in it. */
final class PackageFixture {

  private static final String OWN = "variants/mine/notes.txt";

  private PackageFixture() {}

  /** Writes the package {@code p} into a folder and returns it. */
  static Path write(Path folder) throws IOException {
    Path made = folder.resolve("p");
    Files.createDirectories(made.resolve("variants/mine"));
    Files.writeString(made.resolve(OWN), "a file that no variant names");
    OnnxFile.logistic().write(made.resolve("model.onnx"));
    Files.writeString(
        made.resolve("slipway.yaml"),
        """
        format: slipway/1
        model: model.onnx
        signature:
          inputs: [{name: features, type: float32, shape: [-1, 4]}]
          outputs: [{name: probabilities, type: float32, shape: [-1, 2]}]
        """);
    return made;
  }

  /** Checks that a package answers by each variant that it says it has, and returns them. */
  static List<String> answering(Path made) {
    Tensor row = Tensor.of(Shape.of(1, 4), 1f, 2f, 0.5f, 0.25f);
    Table rows = Table.of(List.of("features"), List.of(Column.over(row)));
    List<String> variants;
    try (ModelPackage source = ModelPackage.read(made)) {
      variants = source.variants();
    }
    for (String variant : variants) {
      try (Predictor predictor = Slipway.builder().variant(variant).build().openModel(made)) {
        float answer = predictor.predict(rows).column("probabilities").floatAt(1);
        assertThat(answer).isBetween(0.60f, 0.61f);
      }
    }
    return variants;
  }

  /** Checks that nothing is in or beside a package but itself with a variant. */
  static void assertOnly(Path made, String... variants) throws IOException {
    assertThat(answering(made)).startsWith("onnx").contains(variants).hasSize(variants.length + 1);
    Stream<String> expected = Stream.of("model.onnx", "slipway.yaml", OWN);
    for (String variant : variants) {
      String at = "variants/" + variant + "/";
      expected = Stream.concat(expected, Stream.of(at + "model.onnx", at + "report.json"));
    }
    try (Stream<Path> files = Files.walk(made)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> made.relativize(file).toString()))
          .containsExactlyInAnyOrderElementsOf(expected.toList());
    }
    try (Stream<Path> beside = Files.list(made.resolveSibling(""))) {
      assertThat(beside).containsExactly(made);
    }
  }

  static void remove(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
