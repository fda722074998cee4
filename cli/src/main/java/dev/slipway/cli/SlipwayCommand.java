package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: holds what all commands share, and shows the help when called alone. */
@Command(
    name = "slipway",
    description = "Runs a machine learning model from a package, with the same answers everywhere.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = CommandVersion.class,
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nStart with:%n",
    footer = {"  ${ROOT-COMMAND-NAME} demo", "  ${ROOT-COMMAND-NAME} COMMAND --help"})
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli sets and reads what is annotated
final class SlipwayCommand implements Runnable {

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Shows the version.")
  private boolean version;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Shows where in the program an error happened.")
  private boolean stackTrace;

  SlipwayCommand(Console console) {
    this.console = console;
  }

  boolean wantsStackTrace() {
    return stackTrace;
  }

  @Override
  public void run() {
    console.text(spec.commandLine().getUsageMessage());
  }
}
