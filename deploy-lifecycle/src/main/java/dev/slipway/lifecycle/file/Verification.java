package dev.slipway.lifecycle.file;

import dev.slipway.Problem;
import java.util.List;

/**
 * What came of reading everything that a registry holds.
 *
 * @param models logs that were read, of models that were deleted too
 * @param entries of all logs
 * @param packages that were compared with their digests
 * @param problems all that is wrong; empty if the registry is sound
 */
public record Verification(int models, long entries, int packages, List<Problem> problems) {

  /** Copies the list. */
  public Verification {
    problems = List.copyOf(problems);
  }

  /**
   * Returns whether nothing is wrong.
   *
   * @return true without problems
   */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
