package dev.slipway.cli;

import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.core.Slipway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that names the model. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class ModelOption {

  /** Differences that every package of a level is within. */
  private static final double MOST = Double.POSITIVE_INFINITY;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "MODEL",
      description =
          "The model package: a folder, a zip or an .onnx or .tflite file; a path, a file: URI, or"
              + " models:/NAME@ALIAS or models:/NAME/VERSION of a registry.")
  private String model;

  @Mixin private RegistryOption registry;

  @Option(
      names = "--parity",
      paramLabel = "LEVEL",
      converter = ParityLevelConverter.class,
      description = {
        "The weakest parity that will do: exact, tolerance or",
        "metric; a package that states a weaker one is refused."
      })
  private Parity.@Nullable Level parity;

  @Mixin private TrustOption trust;

  @Mixin private EngineSettings settings;

  String location() {
    return model;
  }

  /** Opens the model; the caller closes it. */
  Predictor open(Console console) {
    RegistryOption.hint(model, console);
    Slipway.Builder builder =
        registry.use(Slipway.builder().trust(trust.policy())).engineOptions(settings.options());
    if (parity != null) {
      builder.requireParity(new Parity(parity, MOST, MOST, 0));
    }
    return builder.build().openModel(model);
  }
}
