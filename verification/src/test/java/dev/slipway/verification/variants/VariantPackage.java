package dev.slipway.verification.variants;

import dev.slipway.Parity;
import dev.slipway.Parity.Level;
import dev.slipway.convert.Target;
import dev.slipway.convert.VariantMaker;
import dev.slipway.core.PackageBuilder;
import dev.slipway.core.ParityMeasurement;
import dev.slipway.core.RowSettings;
import dev.slipway.core.VariantBuilder;
import dev.slipway.testing.SavedModelTwin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes packages with all variants, as their users do. */
final class VariantPackage {

  /** The variant that another tool exports, and a person adds. */
  static final String SAVED_MODEL = "savedmodel";

  /** What other kernels make of sums over hundreds of numbers, a few layers deep. */
  private static final Parity OTHER_ENGINE = new Parity(Level.TOLERANCE, 1e-5, 1e-4, 0.99);

  private static final String STATED =
      "- {name: savedmodel, model: variants/savedmodel, parity: {level: tolerance,"
          + " absolute: 1.0e-5, relative: 1.0e-4, label-agreement: 0.99}}";

  private VariantPackage() {}

  /** Packages a model, converts it, adds its SavedModel, and returns the package's folder. */
  static Path make(VariantModel model, Path folder) throws IOException {
    Path made = folder.resolve("package");
    RowSettings few = RowSettings.defaults().withRows(100);
    new PackageBuilder(ParityMeasurement.builder().rows(few).build())
        .write(model.write(Files.createDirectory(folder.resolve("source"))), made);
    VariantBuilder builder = new VariantBuilder(ParityMeasurement.builder().build());
    builder.accepting(OTHER_ENGINE).inPlace(made, List.of(new VariantMaker(Target.TFLITE)));
    builder
        .accepting(Level.METRIC)
        .inPlace(
            made, List.of(new VariantMaker(Target.ONNX_FP16), new VariantMaker(Target.ONNX_INT8)));
    addSavedModel(model, made);
    return made;
  }

  private static void addSavedModel(VariantModel model, Path made) throws IOException {
    SavedModelTwin.of(model.network().bytes()).write(made.resolve("variants/savedmodel"));
    Path manifest = made.resolve("slipway.yaml");
    List<String> lines = new ArrayList<>(Files.readAllLines(manifest));
    int variants = lines.indexOf("variants:");
    String first = lines.get(variants + 1);
    lines.add(variants + 1, first.substring(0, first.indexOf('-')) + STATED);
    Files.write(manifest, lines);
  }
}
