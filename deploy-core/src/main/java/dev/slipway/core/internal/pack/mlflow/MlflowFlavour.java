package dev.slipway.core.internal.pack.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.yaml.KeyReader;
import dev.slipway.spi.ModelFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * The flavour that is run.
 *
 * @param format what engines are chosen by
 * @param path of the model file or folder
 */
record MlflowFlavour(ModelFormat format, String path) {

  private static final String PYTHON = "python_function";

  /** Finds the flavour in {@code MLmodel}. */
  static MlflowFlavour of(KeyReader keys, Problems problems) {
    keys.missing("flavors", "the model's flavours");
    KeyReader flavours = keys.mapping("flavors").orElse(null);
    problems.throwIfAny();
    if (flavours == null) {
      throw problems.with(MlflowManifest.FILE, "has no flavors");
    }
    if (flavours.has("onnx")) {
      return flavour(flavours, "onnx", ModelFormat.ONNX, problems);
    }
    if (flavours.has("tflite")) {
      return flavour(flavours, "tflite", ModelFormat.TFLITE, problems);
    }
    if (flavours.has("tensorflow")) {
      return flavour(flavours, "tensorflow", ModelFormat.SAVED_MODEL, problems);
    }
    throw unsupported(flavours, problems);
  }

  private static MlflowFlavour flavour(
      KeyReader flavours, String name, ModelFormat format, Problems problems) {
    KeyReader keys = flavours.mapping(name).orElse(null);
    if (keys == null) {
      problems.throwIfAny();
      throw problems.with(MlflowManifest.FILE, "flavors." + name + " has no keys");
    }
    String key =
        format.equals(ModelFormat.SAVED_MODEL) && keys.has("saved_model_dir")
            ? "saved_model_dir"
            : "data";
    keys.missing(key, "the path of the model");
    String path = keys.path(key).orElse("");
    problems.throwIfAny();
    return new MlflowFlavour(format, path);
  }

  private static UnsupportedModelException unsupported(KeyReader flavours, Problems problems) {
    Set<String> names = new TreeSet<>(flavours.keys());
    names.remove(PYTHON);
    return new UnsupportedModelException(
        ErrorCode.UNSUPPORTED_MODEL,
        problems.task()
            + ": its MLflow flavours are "
            + (names.isEmpty() ? PYTHON + " only" : String.join(", ", names))
            + ", expected onnx, tflite or tensorflow (log the model with mlflow.onnx.log_model;"
            + " scikit-learn models are converted by skl2onnx)",
        null);
  }
}
