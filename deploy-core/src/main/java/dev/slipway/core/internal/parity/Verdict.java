package dev.slipway.core.internal.parity;

import dev.slipway.Parity;

/** Judges trials. */
final class Verdict {

  private Verdict() {}

  static boolean isGoodEnough(TrialResult result, Parity.Level wanted) {
    return switch (wanted) {
      case EXACT -> result.isExact();
      case TOLERANCE -> result.isWithinBound();
      case METRIC -> result.failure().isEmpty() && isFinite(parity(result));
    };
  }

  private static boolean isFinite(Parity parity) {
    return Double.isFinite(parity.absolute()) && Double.isFinite(parity.relative());
  }

  /** Returns the strictest level that a trial's answers have, with what was measured. */
  static Parity parity(TrialResult result) {
    if (result.isExact()) {
      return Parity.exact();
    }
    return result
        .tally()
        .tolerance(result.isWithinBound() ? Parity.Level.TOLERANCE : Parity.Level.METRIC);
  }
}
