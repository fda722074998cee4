package dev.slipway.cli;

/**
 * A call of the model that can be pasted into a shell.
 *
 * @param model as the user named it
 * @param input one record
 */
record ExampleCall(String model, ExampleInput input) {

  private static final int INLINE_CHARACTERS = 2000;

  /** Returns one line, or two where the record is too long to read. */
  String shell() {
    String command = ShellText.command();
    String named = ShellText.quoted(model);
    String predict = command + " predict --model " + named + " --input ";
    if (input.json().length() <= INLINE_CHARACTERS) {
      return "echo " + ShellText.quoted(input.json()) + " | " + predict + "-";
    }
    return command + " inspect " + named + " --example > example.json\n" + predict + "example.json";
  }
}
