package dev.slipway.cli;

import java.util.List;

/** What to try after the demo, ready to be pasted. */
final class DemoNextSteps {

  private static final String FLIGHT =
      "{\"date\": \"2001-06-15T17:30:00\", \"distance\": 719,"
          + " \"origin\": \"ORD\", \"destination\": \"LGA\"}";

  private DemoNextSteps() {}

  static List<String> of(DemoFiles files) {
    String slipway = ShellText.command();
    String model = ShellText.path(files.model());
    return List.of(
        "Try next:",
        "  " + slipway + " inspect " + model,
        "  echo '" + FLIGHT + "' | " + slipway + " predict --model " + model + " --input -",
        "  "
            + slipway
            + " batch --model "
            + model
            + " --input "
            + ShellText.path(files.flights())
            + " --output scored.parquet",
        "  " + slipway + " --help");
  }
}
