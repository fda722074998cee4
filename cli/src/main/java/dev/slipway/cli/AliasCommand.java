package dev.slipway.cli;

import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.Expected;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.Registry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets an alias mean a version, in one step, or removes it. */
@Command(
    name = "alias",
    sortOptions = false,
    description = {
      "Lets an alias mean a version, in one step, or removes it.",
      "A version that may not serve is refused, and so is one whose signature breaks",
      "those who call by the alias. Going back is always possible."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry alias flight-delay champion 2 --expect 1 --why 'better auc'",
      "  ${ROOT-COMMAND-NAME} registry alias flight-delay champion 1",
      "  ${ROOT-COMMAND-NAME} registry alias flight-delay challenger --remove"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class AliasCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(index = "1", paramLabel = "ALIAS", description = "The alias, as champion.")
  private String alias;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "A number, latest, or @ with another alias.")
  private @Nullable String version;

  @Option(names = "--remove", description = "Removes the alias.")
  private boolean remove;

  @Option(
      names = "--expect",
      paramLabel = "VERSION",
      description = {
        "Changes it only if it means this version now, or",
        "with none, if there is no such alias."
      })
  private @Nullable String expect;

  @Mixin private RegistryOption registry;
  @Mixin private NoteOptions note;
  @Mixin private ForceOption force;

  @Option(names = "--json", description = "Prints the entry of the history as JSON.")
  private boolean json;

  AliasCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (remove == (version != null)) {
      throw new CommandException(
          ExitCode.USAGE, "Cannot change " + alias + ": expected a VERSION or --remove");
    }
    try (Registry opened = registry.open()) {
      HistoryEntry entry = opened.apply(change(opened), force.on(note.note()));
      console.line(
          json
              ? RegistryJson.text(RegistryJson.of(entry))
              : name + ": " + RegistryText.what(entry));
    }
  }

  private Change change(Registry opened) {
    Expected expected = ExpectedVersion.of(expect);
    if (version == null) {
      return new Change.RemoveAlias(name, alias, expected);
    }
    int number = Selector.find(opened, name, version).number();
    return new Change.SetAlias(name, alias, number, expected);
  }
}
