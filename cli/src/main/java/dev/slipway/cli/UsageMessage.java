package dev.slipway.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what may have been meant. */
final class UsageMessage {

  private UsageMessage() {}

  static String of(ParameterException failure, String[] arguments) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched);
    }
    if (failure instanceof MissingParameterException) {
      // A misspelt option is the likelier reason than one that was left out.
      List<String> unknown = unknownOptions(failure.getCommandLine(), arguments);
      if (!unknown.isEmpty()) {
        return unknown(new UnmatchedArgumentException(failure.getCommandLine(), unknown));
      }
    }
    return String.valueOf(failure.getMessage());
  }

  private static List<String> unknownOptions(CommandLine command, String[] arguments) {
    return Arrays.stream(arguments)
        .takeWhile(argument -> !argument.equals("--"))
        .filter(argument -> argument.startsWith("--"))
        .map(argument -> argument.replaceFirst("=.*", ""))
        .filter(option -> !command.getCommandSpec().optionsMap().containsKey(option))
        .toList();
  }

  private static String unknown(UnmatchedArgumentException failure) {
    String first = failure.getUnmatched().get(0);
    boolean isTop = failure.getCommandLine().getParent() == null;
    String kind = first.startsWith("-") ? "option" : isTop ? "command" : "argument";
    List<String> suggestions = failure.getSuggestions();
    String hint =
        suggestions.isEmpty() ? "" : " (did you mean " + String.join(" or ", suggestions) + "?)";
    return "Unknown " + kind + " '" + first + "'" + hint;
  }
}
