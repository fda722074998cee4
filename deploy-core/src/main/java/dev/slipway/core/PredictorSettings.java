package dev.slipway.core;

import dev.slipway.Parity;
import dev.slipway.spi.EngineOptions;
import java.time.Duration;

/**
 * How a predictor is run.
 *
 * @param steps the preprocessing steps that packages may use
 * @param engineOptions what the engine is told
 * @param executions how many calls may run at once, at least 1
 * @param closeTimeout how long closing waits for running calls before it cancels them
 * @param requiredParity the weakest parity that the caller accepts
 */
public record PredictorSettings(
    Steps steps,
    EngineOptions engineOptions,
    int executions,
    Duration closeTimeout,
    Parity requiredParity) {

  /** What every package's parity satisfies. */
  public static final Parity ANY_PARITY =
      new Parity(Parity.Level.METRIC, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);

  /** Checks the ranges. */
  public PredictorSettings {
    if (executions < 1) {
      throw new IllegalArgumentException("executions must be at least 1, but was " + executions);
    }
    if (closeTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "close timeout must not be negative, but was " + closeTimeout);
    }
  }
}
