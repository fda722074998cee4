package dev.slipway.benchmarks.engines;

import dev.slipway.Column;
import dev.slipway.Parity;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.convert.Target;
import dev.slipway.convert.VariantMaker;
import dev.slipway.core.ParityMeasurement;
import dev.slipway.core.VariantBuilder;
import dev.slipway.testing.Networks;
import dev.slipway.testing.OnnxFile;
import dev.slipway.testing.SavedModelTwin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An MLP, 64-256-256-10, as a package with all its variants. */
final class MlpPackage {

  /** The variant that is a SavedModel. */
  static final String SAVED_MODEL = "savedmodel";

  private static final int WIDTH = 64;

  private MlpPackage() {}

  /** Makes the package in a folder, unless it is there. */
  static Path make(Path folder) throws IOException {
    Path made = folder.resolve("package");
    if (Files.exists(made.resolve("variants/savedmodel/saved_model.pb"))) {
      return made;
    }
    OnnxFile mlp = Networks.mlp();
    Path model = mlp.write(folder.resolve("mlp.onnx"));
    new VariantBuilder(ParityMeasurement.builder().build())
        .accepting(Parity.Level.METRIC)
        .write(
            model,
            made,
            List.of(
                new VariantMaker(Target.TFLITE),
                new VariantMaker(Target.ONNX_FP16),
                new VariantMaker(Target.ONNX_INT8)));
    Path manifest = made.resolve("slipway.yaml");
    List<String> lines = new ArrayList<>(Files.readAllLines(manifest));
    int first = lines.indexOf("variants:") + 1;
    String indent = lines.get(first).substring(0, lines.get(first).indexOf('-'));
    lines.add(
        first,
        indent
            + "- {name: savedmodel, model: variants/savedmodel,"
            + " parity: {level: tolerance, absolute: 1.0e-5, relative: 1.0e-4}}");
    Files.write(manifest, lines);
    SavedModelTwin.of(mlp.bytes()).write(made.resolve("variants/savedmodel"));
    return made;
  }

  /** Returns rows, always the same ones. */
  static Table rows(int count) {
    float[] values = new float[count * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i + 1);
    }
    return Table.of(List.of("x"), List.of(Column.over(Tensor.of(Shape.of(count, WIDTH), values))));
  }
}
