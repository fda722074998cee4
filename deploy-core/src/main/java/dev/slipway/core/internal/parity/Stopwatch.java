package dev.slipway.core.internal.parity;

import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.core.VariantLatency;
import java.util.Arrays;

/** Measures how long calls take by two predictors, in turns, so that both have the same machine. */
final class Stopwatch {

  private static final int ROUNDS = 9;
  private static final int CALLS = 100;

  /** What one round of calls may take; slower models make fewer calls. */
  private static final long ROUND_NANOS = 50_000_000;

  private Stopwatch() {}

  /** Returns the medians of rounds of calls of so many rows. */
  static VariantLatency compare(Predictor before, Predictor after, Table rows, int batch) {
    int calls = calls(before, after, rows, batch);
    double[] one = new double[ROUNDS];
    double[] two = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      one[round] = nanos(before, rows, batch, calls);
      two[round] = nanos(after, rows, batch, calls);
    }
    return new VariantLatency(batch, median(one), median(two));
  }

  private static int calls(Predictor before, Predictor after, Table rows, int batch) {
    double slower = Math.max(nanos(before, rows, batch, 1), nanos(after, rows, batch, 1));
    return (int) Math.max(1, Math.min(CALLS, ROUND_NANOS / Math.max(1, slower)));
  }

  private static double nanos(Predictor predictor, Table rows, int batch, int calls) {
    long start = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      predictor.predict(rows.slice(call * batch % (rows.rows() - batch + 1), batch));
    }
    return (double) (System.nanoTime() - start) / calls;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
