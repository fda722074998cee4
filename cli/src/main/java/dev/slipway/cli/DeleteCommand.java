package dev.slipway.cli;

import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.Registry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes a version, or a model with all its versions. */
@Command(
    name = "delete",
    sortOptions = false,
    description = {
      "Deletes a version, or a model with all its versions.",
      "The history and the numbers stay; 'registry gc' frees the space. A version that",
      "an alias or a serving stage means is refused."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry delete flight-delay 1 --why 'wrong labels'",
      "  ${ROOT-COMMAND-NAME} registry delete flight-delay --all"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class DeleteCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "A number, latest, or @ALIAS.")
  private @Nullable String version;

  @Option(names = "--all", description = "Deletes the model with all its versions.")
  private boolean all;

  @Mixin private RegistryOption registry;
  @Mixin private NoteOptions note;
  @Mixin private ForceOption force;

  @Option(names = "--json", description = "Prints the entry of the history as JSON.")
  private boolean json;

  DeleteCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (all == (version != null)) {
      throw new CommandException(
          ExitCode.USAGE, "Cannot delete of " + name + ": expected a VERSION or --all");
    }
    try (Registry opened = registry.open()) {
      Optional<Integer> number =
          Optional.ofNullable(version).map(text -> Selector.find(opened, name, text).number());
      HistoryEntry entry = opened.apply(new Change.Delete(name, number), force.on(note.note()));
      console.line(
          json
              ? RegistryJson.text(RegistryJson.of(entry))
              : name + ": " + RegistryText.what(entry));
    }
  }
}
