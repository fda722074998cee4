package dev.slipway;

import java.util.List;

/**
 * One thing that is wrong with an input or a package.
 *
 * @param where the place: a column, a row, a key with its line, a file
 * @param message what is wrong there and what to do
 */
public record Problem(String where, String message) {

  /** More problems than a person reads; a message of all of a million rows helps nobody. */
  private static final int DESCRIBED = 100;

  /**
   * Returns what was being done and every problem in it, as one message.
   *
   * @param task what could not be done, as {@code Cannot predict with flight-delay 1}
   * @param problems at least one
   * @return one line for one problem, else a line each for the first hundred
   */
  static String describe(String task, List<Problem> problems) {
    if (problems.size() == 1) {
      return task + ": " + problems.get(0);
    }
    StringBuilder text = new StringBuilder(task).append(": ").append(problems.size());
    text.append(" problems");
    for (Problem problem : problems.subList(0, Math.min(DESCRIBED, problems.size()))) {
      text.append("\n  - ").append(problem);
    }
    if (problems.size() > DESCRIBED) {
      text.append("\n  - and ").append(problems.size() - DESCRIBED).append(" more");
    }
    return text.toString();
  }

  /** Returns the place and the message. */
  @Override
  public String toString() {
    return where.isEmpty() ? message : where + ": " + message;
  }
}
