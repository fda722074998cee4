package dev.slipway.cli;

import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.Registry;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows who changed what of a model, when and why, oldest first. */
@Command(
    name = "history",
    sortOptions = false,
    description = {
      "Shows who changed what of a model, when and why, oldest first.",
      "The history of a deleted model stays."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry history flight-delay",
      "  ${ROOT-COMMAND-NAME} registry history flight-delay --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class HistoryCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Mixin private RegistryOption registry;

  @Option(names = "--json", description = "Prints it as JSON.")
  private boolean json;

  HistoryCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (Registry opened = registry.open()) {
      List<HistoryEntry> history = opened.history(name);
      console.text(
          json
              ? RegistryJson.text(history.stream().map(RegistryJson::of).toList()) + "\n"
              : RegistryText.history(history));
    }
  }
}
