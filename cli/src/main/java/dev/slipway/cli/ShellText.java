package dev.slipway.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Makes text that can be pasted into a shell and means what it says. */
final class ShellText {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellText() {}

  /** Returns a word in quotes if it needs them. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Returns the command as the user called it. */
  static String command() {
    return quoted(System.getProperty("slipway.command", "slipway"));
  }

  /** Returns a path as short as the current folder allows. */
  static String path(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return quoted((absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString());
  }
}
