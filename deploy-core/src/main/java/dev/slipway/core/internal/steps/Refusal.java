package dev.slipway.core.internal.steps;

import dev.slipway.Column;

/** The messages for rows that a step refuses. */
final class Refusal {

  private static final int SHOWN = 40;

  private Refusal() {}

  /** Returns a message that names the column, its value in the row, and what was expected. */
  static String message(String name, Column column, int row, String expected) {
    return "column '" + name + "' is " + shown(column, row) + ", expected " + expected;
  }

  /** Returns the message for a value that a vocabulary does not have. */
  static String notIn(Vocabulary vocabulary, String name, Column column, int row) {
    String expected = "one of the " + vocabulary.size() + " values of its vocabulary";
    return message(name, column, row, expected);
  }

  private static String shown(Column column, int row) {
    if (column.isNull(row)) {
      return "null";
    }
    if (!column.type().isVariableLength()) {
      return String.valueOf(column.valueAt(row));
    }
    String text = column.stringAt(row);
    int end = Math.min(text.length(), SHOWN);
    return end < text.length() ? "'" + text.substring(0, end) + "...'" : "'" + text + "'";
  }
}
