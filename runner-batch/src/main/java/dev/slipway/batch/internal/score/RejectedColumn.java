package dev.slipway.batch.internal.score;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the column that a rejection is about. */
public final class RejectedColumn {

  private static final Pattern NAMED =
      Pattern.compile("^column '(.*?)' (?:is|has) ", Pattern.DOTALL);

  private RejectedColumn() {}

  /**
   * Returns the column with whose name a message begins.
   *
   * @param message as {@code column 'x' is null, expected a value}
   * @return its name, empty if the message begins otherwise
   */
  public static String of(String message) {
    Matcher named = NAMED.matcher(message);
    return named.find() ? named.group(1) : "";
  }
}
