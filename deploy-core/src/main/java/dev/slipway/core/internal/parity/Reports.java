package dev.slipway.core.internal.parity;

import dev.slipway.Parity;
import dev.slipway.core.BlamedOperator;
import dev.slipway.core.ExecutionAttempt;
import dev.slipway.core.GoldenReplay;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.OutputDifference;
import dev.slipway.core.ParityReport;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Puts what trials have shown into words and reports. */
final class Reports {

  private final ModelPackage source;
  private final CandidatePredictors predictors;
  private final OperatorSearch search;
  private final Sample sample;

  Reports(
      ModelPackage source, CandidatePredictors predictors, OperatorSearch search, Sample sample) {
    this.source = source;
    this.predictors = predictors;
    this.search = search;
    this.sample = sample;
  }

  /**
   * Returns the report of a candidate that will do.
   *
   * @param failed the trials before it
   * @param levelWanted whether the caller named a level, so that what is stated now does not count
   */
  ParityReport found(TrialResult result, List<TrialResult> failed, boolean levelWanted) {
    Replay replay = new Replay(source, predictors);
    DifferenceTally golden = replay.run(result.candidate());
    Parity measured = Verdict.parity(result);
    Parity parity =
        levelWanted || golden.isWithinBound() ? measured : weaker(measured, source.parity());
    return report(result, parity, true, replay.report(golden), failed);
  }

  /**
   * Returns a parity that golden answers from another side still fit, if the package states one.
   */
  private static Parity weaker(Parity measured, Parity stated) {
    boolean statedIsWeaker = stated.level() != Parity.Level.EXACT;
    return statedIsWeaker
        ? new Parity(
            stated.level(),
            Math.max(measured.absolute(), stated.absolute()),
            Math.max(measured.relative(), stated.relative()),
            Math.min(measured.labelAgreement(), stated.labelAgreement()))
        : measured;
  }

  /** Returns the report of a candidate that a package states. */
  ParityReport checked(TrialResult result, Parity stated) {
    boolean holds =
        stated.level() == Parity.Level.EXACT ? result.isExact() : result.isWithinBound();
    if (result.failure().isPresent()) {
      throw result.failure().get();
    }
    Replay replay = new Replay(source, predictors);
    GoldenReplay golden = replay.report(replay.run(result.candidate()));
    return report(result, stated, holds, golden, holds ? List.of() : List.of(result));
  }

  private ParityReport report(
      TrialResult result,
      Parity parity,
      boolean holds,
      GoldenReplay golden,
      List<TrialResult> failed) {
    return new ParityReport(
        parity,
        result.candidate().rules(),
        holds,
        result.tally().differences(),
        sample.rows(),
        sample.sources(),
        result.combinations(),
        golden,
        failed.stream().map(this::attempt).toList());
  }

  private ExecutionAttempt attempt(TrialResult result) {
    return new ExecutionAttempt(
        result.candidate().rules(),
        result.tally().differences(),
        result.mismatch().map(mismatch -> mismatch.combination().toString()),
        result.failure().map(failure -> String.valueOf(failure.getMessage())),
        result.mismatch().map(mismatch -> search.find(result.candidate(), mismatch)));
  }

  /** Returns why no candidate will do. */
  String refusal(List<TrialResult> results, Parity.Level wanted) {
    String task =
        "Cannot package "
            + source.version()
            + " with parity "
            + wanted.name().toLowerCase(Locale.ROOT)
            + ": ";
    TrialResult last = results.get(results.size() - 1);
    if (last.mismatch().isEmpty()) {
      return task + "the model fails: " + last.failure().map(Throwable::getMessage).orElse("");
    }
    BlamedOperator operator = search.find(last.candidate(), last.mismatch().get());
    String fact =
        last.isNotRepeatable()
            ? "a row alone has another answer at every call"
            : "answers differ under all rules, at last in " + last.mismatch().get().combination();
    return task + fact + ", " + worst(last) + "; " + operator + hint(last, wanted);
  }

  private static String worst(TrialResult result) {
    return result.tally().differences().stream()
        .max(Comparator.comparingDouble(OutputDifference::absolute))
        .map(
            worst ->
                "'"
                    + worst.output()
                    + "' by up to "
                    + worst.absolute()
                    + " in "
                    + worst.differingRows()
                    + " rows")
        .orElse("");
  }

  private static String hint(TrialResult last, Parity.Level wanted) {
    String weaker = wanted == Parity.Level.EXACT && last.isWithinBound() ? "tolerance" : "metric";
    return last.isNotRepeatable()
        ? " (export the model without chance in it, or ask for parity " + weaker + ")"
        : " (ask for parity " + weaker + ")";
  }
}
