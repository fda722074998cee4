package dev.slipway.core.internal.parity;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The order in which rows are predicted. */
enum Order {
  FORWARD,
  REVERSED,
  SHUFFLED;

  private static final long SEED = 20_011;

  /** Returns the rows from 0 to {@code rows - 1} in this order, the same at every call. */
  int[] of(int rows) {
    int[] order = IntStream.range(0, rows).toArray();
    if (this == REVERSED) {
      return IntStream.range(0, rows).map(row -> rows - 1 - row).toArray();
    }
    SplittableRandom random = new SplittableRandom(SEED);
    for (int last = rows - 1; this == SHUFFLED && last > 0; last--) {
      int other = random.nextInt(last + 1);
      int row = order[last];
      order[last] = order[other];
      order[other] = row;
    }
    return order;
  }
}
