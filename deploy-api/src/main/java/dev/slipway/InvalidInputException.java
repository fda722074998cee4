package dev.slipway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input that does not fit the model's signature; the predictor goes on. */
public final class InvalidInputException extends SlipwayException {

  private static final long serialVersionUID = 1L;

  /** Not part of a serialised exception, whose message has the first of them. */
  private final transient List<Problem> problems;

  /**
   * Creates the error.
   *
   * @param code what went wrong
   * @param task what could not be done, as {@code Cannot predict with flight-delay 1}
   * @param problems all that is wrong, at least one
   */
  public InvalidInputException(ErrorCode code, String task, List<Problem> problems) {
    super(code, Problem.describe(task, problems), null);
    this.problems = List.copyOf(problems);
  }

  /**
   * Creates the error from one fact.
   *
   * @param code what went wrong
   * @param message the whole message
   * @param cause what was caught, if anything
   */
  public InvalidInputException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
    this.problems = List.of(new Problem("", message));
  }

  /**
   * Returns all that is wrong.
   *
   * @return at least one problem; none after the exception was serialised
   */
  public List<Problem> problems() {
    return problems == null ? List.of() : problems;
  }
}
