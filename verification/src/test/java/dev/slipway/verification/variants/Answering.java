package dev.slipway.verification.variants;

import dev.slipway.Predictor;
import dev.slipway.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/**
 * The rows of one model by one predictor.
 *
 * @param predictor of a variant on an engine
 * @param rows what is sent
 * @param seen takes the answers
 */
record Answering(Predictor predictor, Table rows, Deviation seen) {

  /** How many rows there are: an odd number, and more than any size of batch but all. */
  static final int ROWS = 2_053;

  /** Answers the rows in order, once in batches of each size. */
  void inBatches(int... sizes) {
    for (int size : sizes) {
      for (int from = 0; from < ROWS; from += size) {
        int count = Math.min(size, ROWS - from);
        seen.add(predictor.predict(rows.slice(from, count)), from);
      }
    }
  }

  /** Answers the rows by callers at the same time, each in batches of another size. */
  void byCallers(int count) {
    CyclicBarrier begin = new CyclicBarrier(count);
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int caller = 1; caller <= count; caller++) {
      int size = 2 * caller + 1;
      callers.add(
          CompletableFuture.runAsync(
              () -> {
                await(begin);
                inBatches(size);
              },
              task -> new Thread(task, "caller").start()));
    }
    callers.forEach(caller -> caller.orTimeout(1, TimeUnit.MINUTES).join());
  }

  private static void await(CyclicBarrier begin) {
    try {
      begin.await(1, TimeUnit.MINUTES);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
