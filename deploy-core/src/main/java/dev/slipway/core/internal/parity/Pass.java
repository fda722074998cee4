package dev.slipway.core.internal.parity;

import dev.slipway.CallOptions;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Predicts all rows of a group once, in batches, and compares with rows alone. One thread's. */
final class Pass {

  private final Predictor predictor;
  private final Combination combination;
  private final List<Table> reference;
  private final DifferenceTally tally;
  private @Nullable Mismatch first;

  Pass(Predictor predictor, Combination combination, List<Table> reference, DifferenceTally tally) {
    this.predictor = predictor;
    this.combination = combination;
    this.reference = reference;
    this.tally = tally;
  }

  /**
   * Predicts and compares.
   *
   * @param ordered the rows in the combination's order
   * @param order which row of the reference each of them is
   */
  Pass run(Table ordered, int[] order) {
    for (int from = 0; from < order.length; from += combination.batch()) {
      Table batch = ordered.slice(from, Math.min(combination.batch(), order.length - from));
      Table answers = answers(batch);
      for (int row = 0; row < batch.rows(); row++) {
        boolean equal = tally.add(reference.get(order[from + row]), 0, answers, row);
        if (!equal && first == null) {
          first = new Mismatch(combination, batch.slice(row, 1), batch, row);
        }
      }
    }
    return this;
  }

  private Table answers(Table batch) {
    Prediction prediction = predictor.predict(batch, CallOptions.defaults());
    if (prediction.rejections().isEmpty()) {
      return prediction.answers();
    }
    throw new EngineException(
        ErrorCode.ENGINE_FAILURE,
        "Cannot compare: a row that is answered alone is rejected in "
            + combination
            + ": "
            + prediction.rejections().get(0).message(),
        null);
  }

  DifferenceTally tally() {
    return tally;
  }

  Optional<Mismatch> first() {
    return Optional.ofNullable(first);
  }
}
