package dev.slipway.cli;

import java.util.List;

/** Compares answers, and fails where they differ. */
final class DemoCheck {

  private DemoCheck() {}

  static void same(String whose, List<String> expected, List<String> actual) {
    if (expected.equals(actual)) {
      return;
    }
    int first = 0;
    int common = Math.min(expected.size(), actual.size());
    while (first < common && expected.get(first).equals(actual.get(first))) {
      first++;
    }
    throw new CommandException(
        ExitCode.ENGINE,
        "The answers differ from those of %s: at flight %d of %d it is '%s', expected '%s'"
            .formatted(whose, first + 1, expected.size(), at(actual, first), at(expected, first)));
  }

  private static String at(List<String> answers, int index) {
    return index < answers.size() ? answers.get(index) : "missing";
  }
}
