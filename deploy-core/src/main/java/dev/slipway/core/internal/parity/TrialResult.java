package dev.slipway.core.internal.parity;

import dev.slipway.SlipwayException;
import java.util.Optional;

/**
 * What came of trying a candidate.
 *
 * @param candidate what was tried
 * @param tally how far answers were from the reference
 * @param combinations how many ways of predicting all rows were tried
 * @param mismatch the first row that differed
 * @param failure why the model cannot run so, if it cannot
 */
record TrialResult(
    Candidate candidate,
    DifferenceTally tally,
    int combinations,
    Optional<Mismatch> mismatch,
    Optional<SlipwayException> failure) {

  boolean isExact() {
    return failure.isEmpty() && tally.isExact();
  }

  boolean isWithinBound() {
    return failure.isEmpty() && tally.isWithinBound();
  }

  /** Returns whether not even a row alone always had the same answer. */
  boolean isNotRepeatable() {
    return mismatch.filter(m -> m.isRepetition(candidate.referenceThreads())).isPresent();
  }
}
