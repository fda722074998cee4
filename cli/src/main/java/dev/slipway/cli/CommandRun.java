package dev.slipway.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Runs one command line over given streams; what fails becomes a message and an exit code. */
final class CommandRun {

  private final Console console;

  CommandRun(Console console) {
    this.console = console;
  }

  /** Runs the command and returns the process's exit status. Never throws. */
  int execute(String... arguments) {
    SlipwayCommand top = new SlipwayCommand(console);
    ErrorReport report = new ErrorReport(console, top);
    try {
      CommandLine commandLine = commandLine(top, report);
      int status = commandLine.execute(arguments);
      commandLine.getOut().flush();
      console.flush();
      return status;
    } catch (Throwable failure) { // NOPMD: an OutOfMemoryError deserves a message, too
      return report.tell(failure).status();
    } finally {
      console.err().flush();
    }
  }

  private CommandLine commandLine(SlipwayCommand top, ErrorReport report) {
    CommandLine commandLine = new CommandLine(top, new CommandFactory(console));
    commandLine.setOut(new PrintWriter(Console.writer(console.out()), false));
    commandLine.setErr(console.err());
    commandLine.setExpandAtFiles(false);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setExecutionExceptionHandler(
        (failure, at, result) -> report.tell(failure).status());
    commandLine.setParameterExceptionHandler(report::tellUsage);
    return commandLine;
  }
}
