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
      "has neither MLmodel nor slipway.yaml, expected one of them (give a single .onnx or .tflite file"
          + " by its own path, or add slipway.yaml with 'format: slipway/1' and 'model: <file>')";

  private static final String ONNX = ".onnx";
  private static final String TFLITE = ".tflite";

  /** The main file of a SavedModel. */
  static final String SAVED_MODEL = "saved_model.pb";

  private final PackageFiles files;
  private final Problems problems;

  ArtefactChoice(PackageFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  PackageFiles files() {
    return files;
  }

  Problems problems() {
    return problems;
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
    return find(SlipwayManifest.FILE, "model", path).orElseThrow(problems::failure);
  }

  /** Returns the model at a path that a manifest names; none after reporting that it is not one. */
  Optional<Chosen> find(String place, String key, String path) {
    if (files.has(path + "/" + SAVED_MODEL)) {
      return Optional.of(new Chosen(ModelFormat.SAVED_MODEL, path + "/" + SAVED_MODEL));
    }
    Optional<ModelFormat> format = format(path);
    if (format.isEmpty()) {
      problems.add(
          place,
          key
              + " is '"
              + path
              + "', expected a file of .onnx or .tflite, or a folder with "
              + SAVED_MODEL);
    } else if (!files.has(path)) {
      problems.add(place, "names the model " + path + ", which is not in the package");
      return Optional.empty();
    }
    return format.map(known -> new Chosen(known, path));
  }

  private static Optional<ModelFormat> format(String path) {
    if (path.endsWith(ONNX)) {
      return Optional.of(ModelFormat.ONNX);
    }
    return path.endsWith(TFLITE) ? Optional.of(ModelFormat.TFLITE) : Optional.empty();
  }

  private Chosen bare() {
    String only = files.paths().size() == 1 ? files.paths().iterator().next() : "";
    Optional<ModelFormat> format = format(only);
    if (format.isPresent()) {
      return new Chosen(format.get(), only);
    }
    if (files.has(SAVED_MODEL)) {
      return new Chosen(ModelFormat.SAVED_MODEL, SAVED_MODEL);
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
