package dev.slipway.benchmarks.serving;

import dev.slipway.benchmarks.batch.Features;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The logistic model of four features in a folder: as a package whose signature has a column for
 * each feature, as an ONNX file whose signature is its tensors, and as coefficients.
 */
final class ServedModel {

  /** The name of the package. */
  static final String NAME = "logistic";

  /** The name of the ONNX file. */
  static final String TENSORS = "tensors";

  /** Where one row in typed JSON goes, on every server. */
  static final String PREDICT = "/models/" + NAME + "/predict";

  /** Where rows as tensors go, on servers that speak the Open Inference Protocol. */
  static final String INFER = "/v2/models/" + TENSORS + "/infer";

  static final int INPUTS = 4;
  static final int OUTPUTS = 2;

  private ServedModel() {}

  static void write(Path folder) throws IOException {
    Features.modelPackage(folder, Features.ONE_OUTPUT);
    Files.writeString(
        coefficients(folder), "{\"weights\": [0.5, -0.25, 0.125, 1.0], \"bias\": 0.1}\n");
  }

  static Path folder(Path folder) {
    return folder.resolve("package");
  }

  static Path onnx(Path folder) {
    return folder(folder).resolve("model.onnx");
  }

  static Path coefficients(Path folder) {
    return folder.resolve("coefficients.json");
  }

  /** Returns the argument that makes a server know the package by its name. */
  static String typed(Path folder) {
    return NAME + "=" + folder(folder);
  }
}
