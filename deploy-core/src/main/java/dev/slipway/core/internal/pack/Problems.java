package dev.slipway.core.internal.pack;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects all that is wrong with one package, so that it is reported together. Not thread-safe.
 */
public final class Problems {

  /** How many problems are kept; further ones are only counted. */
  private static final int KEPT = 99;

  private final String task;
  private final ErrorCode code;
  private final List<Problem> kept = new ArrayList<>();
  private int count;

  /**
   * Creates an empty collection.
   *
   * @param task what cannot be done if there are any, as {@code Cannot read flight-delay.zip}
   */
  public Problems(String task) {
    this(task, ErrorCode.INVALID_PACKAGE);
  }

  /**
   * Creates an empty collection.
   *
   * @param task as for {@link #Problems(String)}
   * @param code what all of them are
   */
  public Problems(String task, ErrorCode code) {
    this.task = task;
    this.code = code;
  }

  /**
   * Adds one.
   *
   * @param where a file, a key with its line, an archive's entry
   * @param message a fact, what was expected, and what to do
   */
  public void add(String where, String message) {
    if (count++ < KEPT) {
      kept.add(new Problem(where, message));
    }
  }

  /**
   * Returns whether there are any.
   *
   * @return true after the first {@link #add}
   */
  public boolean any() {
    return count > 0;
  }

  /** Throws if there are any. */
  public void throwIfAny() {
    if (any()) {
      throw failure();
    }
  }

  /**
   * Returns an error from one fact, with what was collected before.
   *
   * @param where as for {@link #add}
   * @param message as for {@link #add}
   * @return the error, to be thrown
   */
  public InvalidPackageException with(String where, String message) {
    add(where, message);
    return failure();
  }

  /**
   * Returns an error from what was collected.
   *
   * @return the error, to be thrown; only after {@link #any}
   */
  public InvalidPackageException failure() {
    List<Problem> all = new ArrayList<>(kept);
    if (count > KEPT) {
      all.add(new Problem("", "and " + (count - KEPT) + " more"));
    }
    return new InvalidPackageException(code, task, all);
  }

  /**
   * Returns what cannot be done.
   *
   * @return the start of every message
   */
  public String task() {
    return task;
  }
}
