package dev.slipway.cli;

import dev.slipway.SlipwayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Says on standard error what went wrong, in one message, and finds the exit code. */
record ErrorReport(Console console, SlipwayCommand top) {

  ExitCode tell(Throwable thrown) {
    Throwable failure =
        thrown instanceof UncheckedIOException ? Objects.requireNonNull(thrown.getCause()) : thrown;
    if (failure instanceof StandardOutput.ClosedException) {
      return ExitCode.CLOSED_PIPE;
    }
    console.err().println("slipway: " + message(failure));
    if (top.wantsStackTrace()) {
      failure.printStackTrace(console.err());
    }
    return exitCode(failure);
  }

  /** An engine that the launcher adds when it sees such a model, which it may have not yet. */
  private static final Pattern MISSING_ENGINE =
      Pattern.compile("\\(add the dependency dev\\.slipway:engine-(tflite|tensorflow)\\)");

  private static String message(Throwable failure) {
    if (failure instanceof SlipwayException && System.getProperty("slipway.home") != null) {
      return MISSING_ENGINE
          .matcher(String.valueOf(failure.getMessage()))
          .replaceFirst(
              "(the model is on this machine now; run the command again to add engine $1)");
    }
    if (failure instanceof SlipwayException || failure instanceof CommandException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof IOException file) {
      return FileProblem.describe(file);
    }
    if (failure instanceof OutOfMemoryError) {
      long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
      return "Cannot go on: %d MiB of memory are full (give it more with SLIPWAY_JAVA_OPTS=-Xmx…)"
          .formatted(mebibytes);
    }
    return "Cannot go on: %s (this is a mistake in Slipway; --stacktrace shows where)"
        .formatted(failure);
  }

  private static ExitCode exitCode(Throwable failure) {
    if (failure instanceof SlipwayException known) {
      return ExitCode.of(known.code().blame());
    }
    if (failure instanceof CommandException known) {
      return known.exitCode();
    }
    if (failure instanceof IOException) {
      return ExitCode.INPUT;
    }
    return failure instanceof OutOfMemoryError ? ExitCode.CAPACITY : ExitCode.INTERNAL;
  }

  /** Tells about a wrong command line: what is wrong, what may be meant, where help is. */
  int tellUsage(CommandLine.ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    console.err().println(name + ": " + UsageMessage.of(failure, arguments));
    console.err().println("'" + name + " --help' shows what it takes.");
    if (top.wantsStackTrace()) {
      failure.printStackTrace(console.err());
    }
    return ExitCode.USAGE.status();
  }
}
