package dev.slipway.cli;

import dev.slipway.Predictor;
import dev.slipway.core.Slipway;
import picocli.CommandLine.Option;

/** The option that names the model. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class ModelOption {

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "MODEL",
      description = "The model package: a folder, a zip or an .onnx file; a path or a file: URI.")
  private String model;

  String location() {
    return model;
  }

  /** Opens the model; the caller closes it. */
  Predictor open() {
    return Slipway.open(model);
  }
}
