package dev.slipway.core.internal.parity;

import dev.slipway.CallOptions;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Parity;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.RowSettings;
import dev.slipway.core.RowSources;
import dev.slipway.core.Steps;
import dev.slipway.core.VariantDifference;
import dev.slipway.core.VariantLatency;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a variant's answers with those of the package's own model, through predictors as every
 * strategy has them. Holds both models until it is closed. Not thread-safe.
 */
public final class Comparing implements AutoCloseable {

  /** Rows in a call, besides one. */
  private static final int BATCH = 64;

  private final ModelPackage original;
  private final ModelPackage variant;
  private final RowSettings rows;
  private final SharedModels ownModels;
  private final SharedModels variantModels;
  private final CandidatePredictors own;
  private final CandidatePredictors other;

  /**
   * A package's model with what runs it.
   *
   * @param source stays the caller's, who closes it after this
   * @param engine runs it
   */
  public record Side(ModelPackage source, EngineProvider engine) {}

  /**
   * What was found.
   *
   * @param outputs the differences
   * @param rows how many rows were compared
   * @param sources where they came from
   * @param latencies how long calls took
   * @param isWithinBound whether everything was within the bound
   * @param isExact whether nothing differed
   * @param rounded the tolerance that all is within, with room to spare
   */
  public record Result(
      List<VariantDifference> outputs,
      int rows,
      RowSources sources,
      List<VariantLatency> latencies,
      boolean isWithinBound,
      boolean isExact,
      Parity rounded) {}

  /**
   * Prepares a comparison; loads nothing yet.
   *
   * @param original the package with its own model
   * @param variant the same with the variant
   * @param steps the step types that the package may use
   * @param rows which rows are used
   */
  public Comparing(Side original, Side variant, Steps steps, RowSettings rows) {
    this.original = original.source();
    this.variant = variant.source();
    this.rows = rows;
    this.ownModels = new SharedModels(original.engine());
    this.variantModels = new SharedModels(variant.engine());
    EngineOptions options = EngineOptions.defaults();
    this.own = new CandidatePredictors(original.source(), steps, options, ownModels);
    this.other = new CandidatePredictors(variant.source(), steps, options, variantModels);
  }

  /**
   * Compares.
   *
   * @param bound what differences should be within
   * @param rules how the variant is run
   * @return what was found
   * @throws InvalidPackageException if the variant has another signature
   * @throws EngineException if the variant does not answer a row that the model answers
   */
  public Result compare(Parity bound, ExecutionRules rules) {
    try (Predictor before = own.open(original.execution(), threads(original.execution()));
        Predictor after = other.open(rules, threads(rules))) {
      checkSignatures(before, after);
      Sample sample = new SampleCollector(original, before, rows).collect();
      VariantTally tally = new VariantTally(before.model().signature().outputNames(), bound);
      for (int batch : new int[] {1, BATCH, Integer.MAX_VALUE}) {
        DifferenceTally pass = tally.newPass();
        for (Table group : sample.groups()) {
          for (int from = 0; from < group.rows(); from += Math.min(batch, group.rows())) {
            Table part = group.slice(from, Math.min(batch, group.rows() - from));
            tally.add(answers(before, part), answers(after, part), pass);
          }
        }
        tally.merge(pass);
      }
      Table first = sample.groups().get(0);
      List<VariantLatency> latencies = new ArrayList<>();
      latencies.add(Stopwatch.compare(before, after, first, 1));
      latencies.add(Stopwatch.compare(before, after, first, first.rows()));
      DifferenceTally worst = tally.worst();
      Parity.Level level =
          bound.level() == Parity.Level.EXACT ? Parity.Level.TOLERANCE : bound.level();
      return new Result(
          tally.differences(),
          sample.rows(),
          sample.sources(),
          latencies,
          worst.isWithinBound(),
          worst.isExact(),
          worst.tolerance(level));
    }
  }

  private static int threads(ExecutionRules rules) {
    return rules.intraOpThreads().orElse(1);
  }

  private void checkSignatures(Predictor before, Predictor after) {
    Signature expected = before.model().signature();
    Signature found = after.model().signature();
    if (!alike(expected.inputs(), found.inputs()) || !alike(expected.outputs(), found.outputs())) {
      throw new InvalidPackageException(
          ErrorCode.SIGNATURE_MISMATCH,
          "Cannot use variant '" + variant.variant() + "' of " + original.version(),
          List.of(new Problem("signature", "is " + found + ", expected " + expected)));
    }
  }

  /** Returns whether names, types and numbers of axes are equal; sizes show when rows differ. */
  private static boolean alike(List<Signature.Field> some, List<Signature.Field> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      Signature.Field one = some.get(i);
      Signature.Field two = others.get(i);
      boolean same =
          one.name().equals(two.name())
              && one.type() == two.type()
              && one.kind() == two.kind()
              && one.shape().rank() == two.shape().rank();
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static Table answers(Predictor predictor, Table part) {
    Prediction prediction = predictor.predict(part, CallOptions.defaults());
    if (prediction.rejections().isEmpty()) {
      return prediction.answers();
    }
    throw new EngineException(
        ErrorCode.ENGINE_FAILURE,
        "Cannot compare: a row that the package's own model answers is rejected by '"
            + predictor.model().variant()
            + "': "
            + prediction.rejections().get(0).message(),
        null);
  }

  /** Frees the models. */
  @Override
  public void close() {
    ownModels.close();
    variantModels.close();
  }
}
