package dev.slipway.cli;

import dev.slipway.lifecycle.ChangeNote;
import picocli.CommandLine.Option;

/** The option that overrides gates. */
final class ForceOption {

  @Option(names = "--force", description = "Overrides refusals; the history says so.")
  private boolean force;

  ChangeNote on(ChangeNote note) {
    return force ? note.forced() : note;
  }
}
