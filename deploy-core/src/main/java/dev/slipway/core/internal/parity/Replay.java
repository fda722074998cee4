package dev.slipway.core.internal.parity;

import dev.slipway.CallOptions;
import dev.slipway.Predictor;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.GoldenRecords;
import dev.slipway.core.GoldenReplay;
import dev.slipway.core.ModelPackage;
import java.util.List;
import java.util.Optional;

/** Predicts golden records and measures how far answers are from the golden ones. */
final class Replay {

  private final ModelPackage source;
  private final CandidatePredictors predictors;
  private int records;

  Replay(ModelPackage source, CandidatePredictors predictors) {
    this.source = source;
    this.predictors = predictors;
  }

  /** Returns the differences; of no outputs if there are no records. */
  DifferenceTally run(Candidate candidate) {
    try (Predictor predictor = predictors.open(candidate.rules(), candidate.referenceThreads())) {
      Signature signature = predictor.model().signature();
      Optional<GoldenRecords> golden = source.golden(signature.inputs(), signature.outputs());
      List<String> outputs = golden.map(g -> g.answers().names()).orElse(List.of());
      DifferenceTally tally = new DifferenceTally(outputs, ModelPackage.DEFAULT_PARITY);
      if (golden.isPresent()) {
        compare(predictor, golden.get(), tally);
      }
      return tally;
    }
  }

  private void compare(Predictor predictor, GoldenRecords golden, DifferenceTally tally) {
    records = golden.inputs().rows();
    Table answers = predictor.predict(golden.inputs(), CallOptions.defaults()).answers();
    for (int row = 0; row < records; row++) {
      tally.add(golden.answers(), row, answers, row);
    }
  }

  GoldenReplay report(DifferenceTally tally) {
    return new GoldenReplay(records, tally.differences());
  }
}
