package dev.slipway.cli;

import dev.slipway.lifecycle.Expected;
import org.jspecify.annotations.Nullable;

/** Reads what an alias is expected to mean. */
final class ExpectedVersion {

  private ExpectedVersion() {}

  static Expected of(@Nullable String text) {
    if (text == null) {
      return Expected.anything();
    }
    if (text.equalsIgnoreCase("none")) {
      return Expected.nothing();
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new CommandException(
          ExitCode.USAGE, "Cannot expect '" + text + "', expected the number of a version or none");
    }
    return Expected.version(Integer.parseInt(text));
  }
}
