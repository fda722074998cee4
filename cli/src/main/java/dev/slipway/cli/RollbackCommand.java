package dev.slipway.cli;

import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.Rollback;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets an alias mean again what it meant before, in one step. */
@Command(
    name = "rollback",
    sortOptions = false,
    description = {
      "Lets an alias mean again what it meant before, as the history says, in one step.",
      "A second rollback goes further back, never forth. Refused if somebody moves the",
      "alias meanwhile."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry rollback flight-delay champion --why 'false alarms'"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class RollbackCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(index = "1", paramLabel = "ALIAS", description = "The alias, as champion.")
  private String alias;

  @Mixin private RegistryOption registry;
  @Mixin private NoteOptions note;
  @Mixin private ForceOption force;

  @Option(names = "--json", description = "Prints the entry of the history as JSON.")
  private boolean json;

  RollbackCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (Registry opened = registry.open()) {
      HistoryEntry entry = opened.apply(Rollback.of(opened, name, alias), force.on(note.note()));
      console.line(
          json
              ? RegistryJson.text(RegistryJson.of(entry))
              : name + ": " + RegistryText.what(entry));
    }
  }
}
