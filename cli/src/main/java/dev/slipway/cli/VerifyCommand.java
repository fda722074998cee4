package dev.slipway.cli;

import dev.slipway.Problem;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.file.Verification;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Reads everything the registry holds: the chain of every history, and every package against its
 * digest.
 */
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Reads everything the registry holds: the chain of every history, and every",
      "package against its digest."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry verify",
      "  ${ROOT-COMMAND-NAME} registry verify --registry file:/srv/models --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class VerifyCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private RegistryOption registry;

  @Option(names = "--json", description = "Prints the report as JSON.")
  private boolean json;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Registry opened = registry.open()) {
      Verification found = FileRegistryOnly.of(opened, "verify").verify();
      if (json) {
        console.line(RegistryJson.text(RegistryJson.of(found)));
      } else {
        console.line(
            "Read %d histories with %d entries, and %d packages"
                .formatted(found.models(), found.entries(), found.packages()));
      }
      for (Problem problem : found.problems()) {
        console.err().println("slipway: Cannot trust " + problem);
      }
      return found.isSound() ? ExitCode.OK.status() : ExitCode.ENGINE.status();
    }
  }
}
