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

/** Sets or removes a tag, or describes, a model or one of its versions. */
@Command(
    name = "tag",
    sortOptions = false,
    description = {"Sets or removes a tag, or describes, a model or one of its versions."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry tag flight-delay owner=ops",
      "  ${ROOT-COMMAND-NAME} registry tag flight-delay reviewed=yes --version 2",
      "  ${ROOT-COMMAND-NAME} registry tag flight-delay owner --remove",
      "  ${ROOT-COMMAND-NAME} registry tag flight-delay --describe 'Will a flight be late?'"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class TagCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "KEY[=VALUE]",
      description = "The tag, with its value to set it.")
  private @Nullable String tag;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "The version; the model itself unless given.")
  private @Nullable String version;

  @Option(names = "--remove", description = "Removes the tag.")
  private boolean remove;

  @Option(names = "--describe", paramLabel = "TEXT", description = "Sets the description.")
  private @Nullable String describe;

  @Mixin private RegistryOption registry;
  @Mixin private NoteOptions note;

  @Option(names = "--json", description = "Prints the entry of the history as JSON.")
  private boolean json;

  TagCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (Registry opened = registry.open()) {
      HistoryEntry entry = opened.apply(change(opened), note.note());
      console.line(
          json
              ? RegistryJson.text(RegistryJson.of(entry))
              : name + ": " + RegistryText.what(entry));
    }
  }

  private Change change(Registry opened) {
    Optional<Integer> number =
        Optional.ofNullable(version).map(text -> Selector.find(opened, name, text).number());
    if ((tag == null) == (describe == null)) {
      throw new CommandException(
          ExitCode.USAGE, "Cannot change " + name + ": expected a tag or --describe");
    }
    if (describe != null) {
      return new Change.Describe(name, number, describe);
    }
    String text = String.valueOf(tag);
    int equals = text.indexOf('=');
    if (remove == equals >= 0) {
      throw new CommandException(
          ExitCode.USAGE, "Cannot change tag " + text + ": expected KEY=VALUE, or KEY --remove");
    }
    return remove
        ? new Change.RemoveTag(name, number, text)
        : new Change.SetTag(name, number, text.substring(0, equals), text.substring(equals + 1));
  }
}
