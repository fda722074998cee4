package dev.slipway.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs one command line over given streams; what fails becomes a message and an exit code. */
final class CommandRun {

  private static final int LONGEST_NAME = 20;

  private final Console console;

  CommandRun(Console console) {
    this.console = console;
  }

  /** Runs the command and returns the process's exit status. Never throws. */
  int execute(String... arguments) {
    SlipwayCommand top = new SlipwayCommand(console);
    ErrorReport report = new ErrorReport(console, top);
    try {
      int status = commandLine(top, report, arguments).execute(arguments);
      return flushed(status, report);
    } catch (Throwable failure) { // an OutOfMemoryError deserves a message, too
      return report.tell(failure).status();
    } finally {
      console.err().flush();
    }
  }

  /** Writes what is left in the buffers; of a command that failed nothing more is told. */
  private int flushed(int status, ErrorReport report) {
    try {
      console.flush();
      return status;
    } catch (UncheckedIOException failure) {
      return status == ExitCode.OK.status() ? report.tell(failure).status() : status;
    }
  }

  private CommandLine commandLine(SlipwayCommand top, ErrorReport report, String[] arguments) {
    CommandLine commandLine = new CommandLine(top);
    commandsFor(arguments).forEach(commandLine::addSubcommand);
    if (ShellText.command().length() <= LONGEST_NAME) {
      commandLine.setCommandName(ShellText.command());
    }
    commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings());
    commandLine.setOut(new PrintWriter(Console.writer(console.out()), false));
    commandLine.setErr(console.err());
    commandLine.setExpandAtFiles(false);
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setExecutionExceptionHandler(
        (failure, at, result) -> report.tell(failure).status());
    commandLine.setParameterExceptionHandler(report::tellUsage);
    return commandLine;
  }

  /** Returns the command that is called, or all where that is not clear: each one costs time. */
  private Map<String, Object> commandsFor(String[] arguments) {
    Object called = arguments.length == 0 ? null : command(arguments[0]);
    if (called != null && !(called instanceof CompletionCommand)) {
      return Map.of(arguments[0], called);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    for (String name :
        new String[] {
          "demo",
          "inspect",
          "predict",
          "batch",
          "serve",
          "conformance",
          "package",
          "convert",
          "keygen",
          "sign",
          "verify-signature",
          "registry",
          "completion"
        }) {
      all.put(name, Objects.requireNonNull(command(name)));
    }
    return all;
  }

  private @Nullable Object command(String name) {
    return switch (name) {
      case "demo" -> new DemoCommand(console);
      case "inspect" -> new InspectCommand(console);
      case "predict" -> new PredictCommand(console);
      case "batch" -> new BatchCommand(console);
      case "serve" -> new ServeCommand(console);
      case "conformance" -> new ConformanceCommand(console);
      case "package" -> new PackageCommand(console);
      case "keygen" -> new KeygenCommand(console);
      case "sign" -> new SignCommand(console);
      case "verify-signature" -> new VerifySignatureCommand(console);
      case "convert" -> new ConvertCommand(console);
      case "registry" -> RegistryCommand.of(console);
      case "completion" -> new CompletionCommand(console);
      default -> null;
    };
  }
}
