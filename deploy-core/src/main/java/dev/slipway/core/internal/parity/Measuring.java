package dev.slipway.core.internal.parity;

import dev.slipway.ErrorCode;
import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.ParityReport;
import dev.slipway.core.RowSettings;
import dev.slipway.core.Steps;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Measures one package; holds its models and threads until it is closed. Not thread-safe. */
public final class Measuring implements AutoCloseable {

  /** Differences up to this are rounding: what counts where a package states no parity. */
  private static final Parity ROUNDING =
      new Parity(
          Parity.Level.TOLERANCE,
          ModelPackage.DEFAULT_PARITY.absolute(),
          ModelPackage.DEFAULT_PARITY.relative(),
          0.99);

  private final ModelPackage source;
  private final RowSettings settings;
  private final SharedModels models;
  private final CandidatePredictors predictors;
  private final OperatorSearch search;
  private final ExecutorService callers = Executors.newFixedThreadPool(2, Measuring::daemon);

  /**
   * Prepares a measurement; loads nothing yet.
   *
   * @param source stays the caller's, who closes it after this
   * @param engine runs the model
   * @param steps the step types that the package may use
   * @param options what the engine is told beyond the number of threads
   * @param settings which rows are used
   */
  public Measuring(
      ModelPackage source,
      EngineProvider engine,
      Steps steps,
      EngineOptions options,
      RowSettings settings) {
    this.source = source;
    this.settings = settings;
    this.models = new SharedModels(engine);
    this.predictors = new CandidatePredictors(source, steps, options, models);
    this.search = new OperatorSearch(engine, source.artefact(), predictors);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "slipway-parity");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Finds the least restrictive rules at which answers are as equal as wanted.
   *
   * @param wanted the weakest level that will do; empty for the strictest there is
   * @return what was found
   * @throws UnsupportedModelException if answers are less equal under all rules
   */
  public ParityReport measure(Optional<Parity.Level> wanted) {
    List<Candidate> candidates = Candidate.inOrder();
    Duration time = settings.budget().dividedBy(candidates.size());
    Sample sample = sample(candidates.get(0), time);
    List<TrialResult> results = new ArrayList<>();
    for (Candidate candidate : candidates) {
      TrialResult result = attempt(candidate, sample, ROUNDING);
      if (Verdict.isGoodEnough(result, wanted.orElse(Parity.Level.EXACT))) {
        return reports(sample).found(result, results, wanted.isPresent());
      }
      results.add(result);
      if (result.isNotRepeatable()) {
        break; // restrictions of the batch do not help against chance
      }
    }
    return fallback(sample, results, wanted);
  }

  private ParityReport fallback(
      Sample sample, List<TrialResult> results, Optional<Parity.Level> wanted) {
    Optional<TrialResult> rounding =
        results.stream().filter(TrialResult::isWithinBound).findFirst();
    if (wanted.isEmpty() && rounding.isPresent()) {
      TrialResult best = rounding.get();
      return reports(sample).found(best, results.subList(0, results.indexOf(best) + 1), false);
    }
    throw new UnsupportedModelException(
        ErrorCode.UNSUPPORTED_MODEL,
        reports(sample).refusal(results, wanted.orElse(Parity.Level.TOLERANCE)),
        null);
  }

  /**
   * Measures whether what is stated holds.
   *
   * @param parity how equal answers should be
   * @param execution the rules
   * @return what was seen
   */
  public ParityReport check(Parity parity, ExecutionRules execution) {
    Candidate stated = Candidate.of(execution);
    Sample sample = sample(stated, settings.budget());
    return reports(sample).checked(attempt(stated, sample, parity), parity);
  }

  private Reports reports(Sample sample) {
    return new Reports(source, predictors, search, sample);
  }

  private Sample sample(Candidate candidate, Duration time) {
    Sample all;
    try (Predictor predictor = predictors.open(candidate.rules(), candidate.referenceThreads())) {
      all = new SampleCollector(source, predictor, settings).collect();
    }
    if (settings.rows().isPresent()) {
      return all;
    }
    return new RowBudget(time).fitting(all, few -> nanos(candidate, few));
  }

  private long nanos(Candidate candidate, Sample few) {
    long start = System.nanoTime();
    TrialResult result = attempt(candidate, few, ROUNDING);
    if (result.failure().isPresent()) {
      // What cannot run so will run otherwise; the last candidate is the slowest.
      List<Candidate> all = Candidate.inOrder();
      start = System.nanoTime();
      attempt(all.get(all.size() - 1), few, ROUNDING);
    }
    return System.nanoTime() - start;
  }

  private TrialResult attempt(Candidate candidate, Sample sample, Parity bound) {
    try (Predictor predictor = predictors.open(candidate.rules(), candidate.referenceThreads())) {
      List<String> outputs = predictor.model().signature().outputNames();
      DifferenceTally tally = new DifferenceTally(outputs, bound);
      return new Trial(predictors, candidate, sample, tally, callers).run();
    }
  }

  /** Frees the models and threads. */
  @Override
  public void close() {
    callers.shutdownNow();
    search.close();
    models.close();
  }
}
