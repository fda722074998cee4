package dev.slipway.cli;

import dev.slipway.core.NearestNames;
import dev.slipway.lifecycle.Stage;

/** Reads the name of a stage. */
final class StageName {

  private StageName() {}

  static Stage of(String name) {
    return Stage.of(name)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.USAGE,
                    "Cannot use stage '"
                        + name
                        + "', expected one of "
                        + String.join(", ", Stage.names())
                        + " (did you mean "
                        + NearestNames.of(name, Stage.names(), 1).get(0)
                        + "?)"));
  }
}
