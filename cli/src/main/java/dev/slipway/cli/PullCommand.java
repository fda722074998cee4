package dev.slipway.cli;

import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.lifecycle.file.PulledPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies the package of a version into a folder, whole or not at all. */
@Command(
    name = "pull",
    sortOptions = false,
    description = {"Copies the package of a version into a folder, whole or not at all."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry pull models:/flight-delay@champion",
      "  ${ROOT-COMMAND-NAME} registry pull models:/flight-delay/3 --output my-model"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class PullCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "URI", description = "As models:/NAME@ALIAS.")
  private String uri;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "The folder; NAME-VERSION unless given.")
  private @Nullable Path output;

  @Mixin private RegistryOption registry;

  @Option(names = "--json", description = "Prints where it is as JSON.")
  private boolean json;

  PullCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    RegistryOption.hint(uri, console);
    try (Registry opened = registry.open()) {
      VersionRecord version = opened.find(ModelUri.parse(uri));
      String name = version.model() + "-" + version.number();
      Path target = output == null ? Path.of(name) : output;
      PulledPackage.pull(opened, version, target);
      if (json) {
        Map<String, @Nullable Object> object = RegistryJson.of(version);
        object.put("output", target.toString());
        console.line(RegistryJson.text(object));
      } else {
        console.line("Copied " + version.version() + " to " + target);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
