package dev.slipway.cli;

import java.util.Optional;

/**
 * A call of the model that can be pasted into a shell.
 *
 * @param model as the user named it
 * @param variant which of its models is meant, if the user named one
 * @param input one record
 */
record ExampleCall(String model, Optional<String> variant, ExampleInput input) {

  private static final int INLINE_CHARACTERS = 2000;

  /** Returns one line, or two where the record is too long to read. */
  String shell() {
    String command = ShellText.command();
    String named =
        ShellText.quoted(model)
            + variant.map(name -> " --variant " + ShellText.quoted(name)).orElse("");
    String predict = command + " predict --model " + named + " --input ";
    if (input.json().length() <= INLINE_CHARACTERS) {
      return "echo " + ShellText.quoted(input.json()) + " | " + predict + "-";
    }
    return command + " inspect " + named + " --example > example.json\n" + predict + "example.json";
  }
}
