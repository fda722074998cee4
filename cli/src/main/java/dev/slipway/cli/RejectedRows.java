package dev.slipway.cli;

import dev.slipway.InvalidInputException;
import dev.slipway.Prediction;
import dev.slipway.Problem;
import java.util.ArrayList;
import java.util.List;

/** Rows without an answer, as one error for people. */
final class RejectedRows {

  private static final int SHOWN = 20;

  private RejectedRows() {}

  static void throwIfAny(Prediction prediction) {
    List<Prediction.Rejection> rejections = prediction.rejections();
    if (rejections.isEmpty()) {
      return;
    }
    List<Problem> problems =
        new ArrayList<>(
            rejections.stream().limit(SHOWN).map(Prediction.Rejection::problem).toList());
    if (rejections.size() > SHOWN) {
      problems.add(new Problem("", "and " + (rejections.size() - SHOWN) + " more rows"));
    }
    throw new InvalidInputException(
        rejections.get(0).code(), "Cannot predict with " + prediction.version(), problems);
  }
}
