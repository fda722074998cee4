package dev.slipway.cli;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Predictor;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.Slipway;
import dev.slipway.core.TrustPolicy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a model package holds and how to call it. */
@Command(
    name = "inspect",
    sortOptions = false,
    description = {
      "Opens a model package, which checks it, and shows what it holds and how to call it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} inspect my-model",
      "  ${ROOT-COMMAND-NAME} inspect model.onnx --json",
      "  ${ROOT-COMMAND-NAME} inspect my-model --example > row.json",
      "  ${ROOT-COMMAND-NAME} inspect models:/flight-delay@champion"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class InspectCommand implements Runnable {

  private static final Set<ErrorCode> UNTRUSTED =
      EnumSet.of(ErrorCode.UNSIGNED_PACKAGE, ErrorCode.UNTRUSTED_PACKAGE);

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description =
          "The model package: a folder, a zip or an .onnx or .tflite file; a path, a file: URI, or"
              + " models:/NAME@ALIAS or models:/NAME/VERSION of a registry.")
  private String model;

  @Mixin private EngineSettings settings;
  @Mixin private RegistryOption registry;

  @Option(names = "--json", description = "Prints everything as JSON.")
  private boolean json;

  @Option(names = "--example", description = "Prints only an input that the model answers.")
  private boolean example;

  @Mixin private TrustOption trust;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    TrustPolicy policy = trust.policy();
    RegistryOption.Pinned pinned = registry.pin(model, console);
    try {
      show(pinned, policy);
    } catch (InvalidPackageException refused) {
      if (UNTRUSTED.contains(refused.code())) {
        showUntrusted(pinned.location(), refused);
      }
      throw refused;
    }
  }

  /** Shows what can be told of a package that is not to be loaded. */
  private void showUntrusted(Path location, InvalidPackageException refused) {
    try (ModelPackage source = ModelPackage.read(location, TrustPolicy.none())) {
      console.text(
          json
              ? SigningJson.refused(source.version(), String.valueOf(refused.getMessage())) + "\n"
              : ModelText.untrusted(source));
    }
  }

  private void show(RegistryOption.Pinned pinned, TrustPolicy policy) {
    Slipway slipway =
        registry.use(Slipway.builder().trust(policy)).engineOptions(settings.options()).build();
    try (Predictor predictor = slipway.openModel(pinned.model());
        ModelPackage source = ModelPackage.read(pinned.location(), policy)) {
      ExampleInput input = ExampleInput.of(predictor, source);
      if (example) {
        console.line(input.json());
        return;
      }
      ModelFacts facts = new ModelFacts(predictor.model(), source, new ExampleCall(model, input));
      console.text(json ? ModelJson.of(facts) + "\n" : ModelText.of(facts));
    }
  }
}
