package dev.slipway.cli;

import org.jspecify.annotations.Nullable;

/** A command that cannot do its work for a reason outside the model; the message is for people. */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  CommandException(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  CommandException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
