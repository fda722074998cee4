package dev.slipway.core.internal.pack;

import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import dev.slipway.core.internal.pack.mlflow.MlflowManifest;
import dev.slipway.spi.ModelFormat;
import java.util.Optional;

/** Finds the model of a package. */
final class ArtefactChoice {

  /** What is said of a folder that is no package. */
  static final String NO_MANIFEST =
      "has neither MLmodel nor slipway.yaml, expected one of them (give a single .onnx file by its"
          + " own path, or add slipway.yaml with 'format: slipway/1' and 'model: <file>')";

  private static final String ONNX = ".onnx";
  private static final String TFLITE = ".tflite";
  private static final String SAVED_MODEL = "saved_model.pb";

  private final PackageFiles files;
  private final Problems problems;

  ArtefactChoice(PackageFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /** The main file and its format. */
  record Chosen(ModelFormat format, String path) {}

  /** Returns the model, which is in the package. */
  Chosen choose(SlipwayManifest manifest, Optional<MlflowManifest> mlflow, boolean described) {
    if (mlflow.isPresent()) {
      return logged(manifest, mlflow.get());
    }
    return described ? described(manifest) : bare();
  }

  private Chosen logged(SlipwayManifest manifest, MlflowManifest mlflow) {
    if (manifest.model().isPresent()) {
      throw problems.with(
          SlipwayManifest.FILE, "names a model beside MLmodel, which names one (leave it out)");
    }
    String path = mlflow.model();
    if (mlflow.format().equals(ModelFormat.SAVED_MODEL) && !files.has(path)) {
      path = path + "/" + SAVED_MODEL;
    }
    return present(MlflowManifest.FILE, new Chosen(mlflow.format(), path));
  }

  private Chosen described(SlipwayManifest manifest) {
    String path =
        manifest
            .model()
            .orElseThrow(
                () ->
                    problems.with(
                        SlipwayManifest.FILE,
                        "has no key 'model' and there is no MLmodel, expected one of them"));
    if (path.endsWith(ONNX)) {
      return present(SlipwayManifest.FILE, new Chosen(ModelFormat.ONNX, path));
    }
    if (path.endsWith(TFLITE)) {
      return present(SlipwayManifest.FILE, new Chosen(ModelFormat.TFLITE, path));
    }
    throw problems.with(
        SlipwayManifest.FILE, "model is '" + path + "', expected a file of .onnx or .tflite");
  }

  private Chosen bare() {
    String only = files.paths().size() == 1 ? files.paths().iterator().next() : "";
    if (only.endsWith(ONNX)) {
      return new Chosen(ModelFormat.ONNX, only);
    }
    throw problems.with("", NO_MANIFEST);
  }

  private Chosen present(String manifest, Chosen chosen) {
    if (!files.has(chosen.path())) {
      throw problems.with(
          manifest, "names the model " + chosen.path() + ", which is not in the package");
    }
    return chosen;
  }
}
