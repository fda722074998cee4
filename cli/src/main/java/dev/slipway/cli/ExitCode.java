package dev.slipway.cli;

import dev.slipway.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the command's exit status says: whose fault it was that something did not work. */
enum ExitCode {
  /** Everything worked. */
  OK(0, "all is well"),
  /** A mistake in Slipway itself. */
  INTERNAL(1, "a mistake in Slipway itself: please report it"),
  /** The command line is wrong. */
  USAGE(2, "the command line is wrong"),
  /** The input, a parameter, or a file or server that the command line names is wrong. */
  INPUT(3, "the input, or a file or server that was named, is wrong: mend it"),
  /** The model package is wrong. */
  PACKAGE(4, "the model package is wrong: ask who made it"),
  /** Time or memory was short. */
  CAPACITY(5, "time or memory was short: try again later"),
  /** The engine or the machine failed. */
  ENGINE(6, "the engine or the machine failed"),
  /** Whoever read the output went away: 128 + SIGPIPE, as of every other command. */
  CLOSED_PIPE(141, "the reader of the output went away");

  private final int status;
  private final String meaning;

  ExitCode(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  int status() {
    return status;
  }

  /** Returns what each status means, for the help. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      meanings.put(" " + code.status, code.meaning);
    }
    return meanings;
  }

  static ExitCode of(ErrorCode.Blame blame) {
    return switch (blame) {
      case CALLER -> INPUT;
      case PACKAGE -> PACKAGE;
      case CAPACITY -> CAPACITY;
      case ENGINE -> ENGINE;
    };
  }
}
