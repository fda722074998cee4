package dev.slipway.cli;

import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.file.FileRegistry;
import dev.slipway.lifecycle.file.Garbage;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Shows which packages no version has any more, and what processes that died left behind; removes
 * them only with --delete.
 */
@Command(
    name = "gc",
    sortOptions = false,
    description = {
      "Shows which packages no version has any more, and what processes that died",
      "left behind; removes them only with --delete. What was registered or used",
      "lately stays, and so does what is being written."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry gc",
      "  ${ROOT-COMMAND-NAME} registry gc --delete --unused 7d"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class GcCommand implements Runnable {

  private final Console console;

  @Option(names = "--delete", description = "Removes what is shown.")
  private boolean delete;

  @Option(
      names = "--unused",
      paramLabel = "TIME",
      converter = AgeConverter.class,
      description = "How long nobody must have used it, as 30m, 12h or 7d; 24h unless given.")
  private Duration unused = Duration.ofHours(24);

  @Mixin private RegistryOption registry;
  @Mixin private NoteOptions note;

  @Option(names = "--json", description = "Prints the list as JSON.")
  private boolean json;

  GcCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (Registry opened = registry.open()) {
      FileRegistry files = FileRegistryOnly.of(opened, "collect garbage");
      Garbage garbage = delete ? files.collect(unused, note.note()) : files.garbage(unused);
      if (json) {
        console.line(RegistryJson.text(RegistryJson.of(garbage)));
        return;
      }
      console.text(table(garbage));
      String size = ByteSize.of(garbage.bytes());
      console.line(
          delete ? "Freed " + size : size + " can be freed (nothing was removed: say --delete)");
    }
  }

  private String table(Garbage garbage) {
    if (garbage.items().isEmpty()) {
      return "";
    }
    TextTable table = new TextTable("WHAT", "NAME", "SIZE", "");
    for (Garbage.Item item : garbage.items()) {
      table.row(
          Names.of(item.kind()),
          RegistryText.brief(item.name()),
          ByteSize.of(item.bytes()),
          fate(item.fate()));
    }
    return table.toString();
  }

  private String fate(Garbage.Fate fate) {
    return switch (fate) {
      case REMOVED -> delete ? "removed" : "to be removed";
      case KEPT_RECENT -> "kept: used within --unused";
      case KEPT_IN_USE -> "kept: in use";
    };
  }
}
