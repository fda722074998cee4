package dev.slipway.core.internal.parity;

import dev.slipway.Predictor;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.PredictorSettings;
import dev.slipway.core.Steps;
import dev.slipway.core.internal.predict.PredictorLoader;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.ModelResolver;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Opens the predictors of a package as every strategy does, under rules that it does not state yet.
 */
final class CandidatePredictors {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final int EXECUTIONS = 2;

  private final ModelPackage source;
  private final Steps steps;
  private final EngineOptions options;
  private final SharedModels models;

  CandidatePredictors(
      ModelPackage source, Steps steps, EngineOptions options, SharedModels models) {
    this.source = source;
    this.steps = steps;
    this.options = options;
    this.models = models;
  }

  SharedModels models() {
    return models;
  }

  /** Returns a predictor whose golden records are not replayed; the caller closes it. */
  Predictor open(ExecutionRules rules, int threads) {
    ModelPackage candidate = source.stating(source.parity(), rules);
    PredictorSettings settings =
        new PredictorSettings(
            steps, options(threads), EXECUTIONS, CLOSE_TIMEOUT, PredictorSettings.ANY_PARITY);
    ModelResolver.Resolved place = ModelResolver.Resolved.at(Path.of(""));
    return new PredictorLoader(candidate, place, settings).loadUntested(models);
  }

  EngineOptions options(int threads) {
    return options.withIntraOpThreads(threads);
  }
}
