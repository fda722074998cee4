package dev.slipway.cli;

import dev.slipway.lifecycle.Registry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Compares two versions: signatures (compatible or breaking), steps, metrics, sizes, and their
 * answers to the golden records side by side.
 */
@Command(
    name = "diff",
    sortOptions = false,
    description = {
      "Compares two versions: signatures (compatible or breaking), steps, metrics,",
      "sizes, and their answers to the golden records side by side."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry diff flight-delay 1 2",
      "  ${ROOT-COMMAND-NAME} registry diff flight-delay @champion latest --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class DiffCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(index = "1", paramLabel = "FROM", description = "A number, latest, or @ALIAS.")
  private String from;

  @Parameters(index = "2", paramLabel = "TO", description = "Likewise.")
  private String to;

  @Mixin private RegistryOption registry;

  @Option(names = "--json", description = "Prints the differences as JSON.")
  private boolean json;

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (Registry opened = registry.open()) {
      VersionDiff diff =
          VersionDiff.of(
              opened, Selector.find(opened, name, from), Selector.find(opened, name, to));
      GoldenDiff golden = GoldenDiff.of(opened, diff.from(), diff.to());
      if (json) {
        Map<String, @Nullable Object> object = diff.json();
        object.put("golden", golden.json());
        console.line(RegistryJson.text(object));
      } else {
        console.text(diff.text() + golden.text());
      }
    }
  }
}
