package dev.slipway.core.internal.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One way of predicting all rows.
 *
 * @param batch rows in a call
 * @param order of the rows
 * @param threads inside an operator
 * @param callers threads that predict all rows at the same time
 */
record Combination(int batch, Order order, int threads, int callers) {

  private static final int[] BATCHES = {1, 2, 3, 7, 64, 1000};

  /** Returns the combinations of one thread count: simple ones first, all of them different. */
  static List<Combination> of(int rows, int threads) {
    int[] batches =
        Arrays.stream(Arrays.copyOf(BATCHES, BATCHES.length + 1))
            .map(batch -> batch == 0 ? rows : batch)
            .filter(batch -> batch <= rows)
            .distinct()
            .toArray();
    List<Combination> all = new ArrayList<>();
    for (int callers = 1; callers <= 2; callers++) {
      for (int batch : batches) {
        for (Order order : Order.values()) {
          all.add(new Combination(batch, order, threads, callers));
        }
      }
    }
    return all;
  }

  /** Returns this in words. */
  @Override
  public String toString() {
    String rows = batch == 1 ? "rows alone" : "batches of " + batch;
    return rows
        + ", "
        + order.name().toLowerCase(Locale.ROOT)
        + ", intra-op "
        + threads
        + ", "
        + (callers == 1 ? "1 caller" : callers + " callers");
  }
}
