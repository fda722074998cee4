package dev.slipway.cli;

import dev.slipway.Problem;
import dev.slipway.lifecycle.Lineage;
import dev.slipway.lifecycle.PromotionGate;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a package into the registry as the next version of a model. */
@Command(
    name = "register",
    sortOptions = false,
    description = {"Copies a package into the registry as the next version of a model."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry register --name flight-delay my-model",
      "  ${ROOT-COMMAND-NAME} registry register --name flight-delay my-model.zip \\",
      "      --data s3://lake/flights@2001 --metric auc=0.71 --alias challenger"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class RegisterCommand implements Runnable {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "PACKAGE",
      description = "The package: a folder, a zip or an .onnx or .tflite file.")
  private Path source;

  @Option(
      names = {"-n", "--name"},
      required = true,
      paramLabel = "NAME",
      description = "The model; it is made with its first version.")
  private String name;

  @Option(names = "--description", paramLabel = "TEXT", description = "What is new, for people.")
  private String description = "";

  @Option(
      names = "--tag",
      paramLabel = "KEY=VALUE",
      description = "A tag of the version; several may be given.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--metric",
      paramLabel = "NAME=NUMBER",
      description = {
        "How good the model is, as auc=0.71: the tag",
        "metric.NAME, which diff compares."
      })
  private Map<String, Double> metrics = new LinkedHashMap<>();

  @Option(names = "--run", paramLabel = "ID", description = "The training run.")
  private @Nullable String run;

  @Option(names = "--data", paramLabel = "URI", description = "The training data.")
  private @Nullable String data;

  @Option(
      names = "--parent",
      paramLabel = "VERSION",
      description = "The version that this one was made from.")
  private @Nullable Integer parent;

  @Mixin private RegistryOption registry;
  @Mixin private NoteOptions note;

  @Option(names = "--json", description = "Prints the version as JSON.")
  private boolean json;

  RegisterCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (Registry opened = registry.open()) {
      VersionRecord version =
          opened.register(
              Registration.of(name, source)
                  .withDescription(description)
                  .withTags(allTags())
                  .withLineage(lineage())
                  .withNote(note.note()));
      if (json) {
        console.line(RegistryJson.text(RegistryJson.of(version)));
        return;
      }
      console.line("Registered " + version.version() + " in " + opened.location());
      List<Problem> missing = PromotionGate.missing(opened.facts(version));
      missing.forEach(problem -> console.line("It may not serve yet: " + problem));
    }
  }

  private Map<String, String> allTags() {
    Map<String, String> all = new LinkedHashMap<>(tags);
    metrics.forEach((metric, value) -> all.put(VersionDiff.METRIC + metric, value.toString()));
    return all;
  }

  private Lineage lineage() {
    return new Lineage(
        Optional.ofNullable(run), Optional.ofNullable(data), Optional.ofNullable(parent));
  }
}
