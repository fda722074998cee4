package dev.slipway.cli;

import dev.slipway.lifecycle.Lineage;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Registries;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Registers a version of this registry as the next version in another one, with its description,
 * tags and lineage.
 */
@Command(
    name = "push",
    sortOptions = false,
    description = {
      "Registers a version of this registry as the next version in another one,",
      "with its description, tags and lineage."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry push models:/flight-delay/3 --to file:/srv/models",
      "  ${ROOT-COMMAND-NAME} registry push models:/flight-delay@champion --to mlflow+https://host"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class PushCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "URI", description = "As models:/NAME@ALIAS.")
  private String uri;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "REGISTRY",
      description = "The other registry, as --registry takes it.")
  private String target;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Its name there; the same unless given.")
  private @Nullable String name;

  @Mixin private RegistryOption registry;
  @Mixin private NoteOptions note;

  @Option(names = "--json", description = "Prints the version there as JSON.")
  private boolean json;

  PushCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    RegistryOption.hint(uri, console);
    try (Registry from = registry.open();
        Registry to = Registries.discover().open(target)) {
      VersionRecord version = from.find(ModelUri.parse(uri));
      String named = name == null ? version.model() : name;
      Lineage lineage = version.origin().lineage();
      VersionRecord pushed =
          to.register(
              Registration.of(named, from.fetch(version).location())
                  .withDescription(version.description())
                  .withTags(version.tags())
                  // The parent is a number of this registry, which means another version there.
                  .withLineage(new Lineage(lineage.run(), lineage.data(), Optional.empty()))
                  .withNote(note.note()));
      console.line(
          json
              ? RegistryJson.text(RegistryJson.of(pushed))
              : "Registered " + pushed.version() + " in " + to.location());
    }
  }
}
