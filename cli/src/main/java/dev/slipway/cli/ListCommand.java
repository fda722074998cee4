package dev.slipway.cli;

import dev.slipway.lifecycle.RegisteredModel;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the models, or the versions of one. */
@Command(
    name = "list",
    sortOptions = false,
    description = {"Lists the models, or the versions of one."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry list",
      "  ${ROOT-COMMAND-NAME} registry list flight-delay --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class ListCommand implements Runnable {

  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The model; all models unless given.")
  private @Nullable String name;

  @Mixin private RegistryOption registry;

  @Option(names = "--json", description = "Prints them as JSON.")
  private boolean json;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (Registry opened = registry.open()) {
      if (name == null) {
        List<RegisteredModel> models = opened.models().stream().map(opened::model).toList();
        console.text(
            json
                ? RegistryJson.text(models.stream().map(RegistryJson::of).toList()) + "\n"
                : RegistryText.models(opened, models));
        return;
      }
      List<VersionRecord> versions = opened.versions(name);
      console.text(
          json
              ? RegistryJson.text(versions.stream().map(RegistryJson::of).toList()) + "\n"
              : RegistryText.versions(versions));
    }
  }
}
