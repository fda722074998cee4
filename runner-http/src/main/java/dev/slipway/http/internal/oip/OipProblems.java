package dev.slipway.http.internal.oip;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, each with its JSON pointer. Not thread-safe. */
public final class OipProblems {

  private static final int KEPT = 99;

  private final List<Problem> problems = new ArrayList<>();
  private int count;

  /** Adds a problem at a place. */
  public void add(String pointer, String message) {
    if (count++ < KEPT) {
      problems.add(new Problem(pointer, message));
    }
  }

  /** Returns how many there are. */
  public int count() {
    return count;
  }

  /**
   * Throws if there are any.
   *
   * @param task what cannot be done
   * @throws InvalidInputException with all of them
   */
  public void throwIfAny(String task) {
    if (count > 0) {
      if (count > KEPT) {
        problems.add(new Problem("", "and " + (count - KEPT) + " more"));
      }
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, task, problems);
    }
  }
}
