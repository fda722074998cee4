package dev.slipway.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script that lets a shell complete commands, options and file names. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(${ROOT-COMMAND-NAME} completion)",
      "  ${ROOT-COMMAND-NAME} completion > \\",
      "      ~/.local/share/bash-completion/completions/slipway"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class CompletionCommand implements Runnable {

  private final Console console;

  @Spec private CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.text(AutoComplete.bash("slipway", spec.root().commandLine()));
  }
}
