package dev.slipway.cli;

import dev.slipway.Problem;
import dev.slipway.lifecycle.PackageFacts;
import dev.slipway.lifecycle.PromotionGate;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all that is known of a version, and whether it may serve. */
@Command(
    name = "show",
    sortOptions = false,
    description = {"Shows all that is known of a version, and whether it may serve."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry show flight-delay",
      "  ${ROOT-COMMAND-NAME} registry show flight-delay @champion --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class ShowCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "A number, latest, or @ALIAS; latest unless given.")
  private String version = "latest";

  @Mixin private RegistryOption registry;

  @Option(names = "--json", description = "Prints it as JSON.")
  private boolean json;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (Registry opened = registry.open()) {
      VersionRecord found = Selector.find(opened, name, version);
      PackageFacts facts = opened.facts(found);
      List<Problem> missing = PromotionGate.missing(facts);
      if (json) {
        Map<String, @Nullable Object> object = RegistryJson.of(found);
        object.put("signature", facts.signature().map(VersionDiff::describe).orElse(null));
        object.put("parity", facts.parity().map(RuleWords::of).orElse(null));
        object.put("golden", Names.of(facts.golden().outcome()).replace('_', '-'));
        object.put("missing", missing.stream().map(String::valueOf).toList());
        console.line(RegistryJson.text(object));
        return;
      }
      console.text(RegistryText.version(found));
      console.line("Parity      " + facts.parity().map(RuleWords::of).orElse("not stated"));
      console.line("Golden      " + Names.of(facts.golden().outcome()).replace('_', ' '));
      missing.forEach(problem -> console.line("It may not serve: " + problem));
    }
  }
}
