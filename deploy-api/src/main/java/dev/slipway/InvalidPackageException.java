package dev.slipway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model package that is missing, damaged, inconsistent or unsafe; nothing of it stays open. */
public final class InvalidPackageException extends SlipwayException {

  private static final long serialVersionUID = 1L;

  /** Not part of a serialised exception, whose message has the first of them. */
  private final transient List<Problem> problems;

  /**
   * Creates the error.
   *
   * @param code what went wrong
   * @param task what could not be done, as {@code Cannot open flight-delay}
   * @param problems all that is wrong, at least one
   */
  public InvalidPackageException(ErrorCode code, String task, List<Problem> problems) {
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
  public InvalidPackageException(ErrorCode code, String message, @Nullable Throwable cause) {
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
