package dev.slipway.http.internal.serving;

import java.util.concurrent.TimeUnit;

/**
 * Decides where calls run: those that are shorter than handing them to another thread run on the
 * thread that read them. The time of a call is taken as {@code base + rows * perRow}, both learnt
 * from calls. Thread-safe; racing updates lose one measurement.
 */
public final class Placement {

  /** What handing a call to another thread and its answer back costs at least. */
  static final long HOP_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private static final double WEIGHT = 0.05;

  private volatile double oneRowNanos = Double.NaN;
  private volatile double perRowNanos;

  /** Where a call runs. */
  public enum Place {
    /** On the event loop that read the request. */
    EVENT_LOOP,
    /** On a worker thread. */
    WORKER
  }

  /**
   * Returns where a call should run.
   *
   * @param rows how many rows it has
   * @return the event loop only if calls of that size were measured as shorter than a hop
   */
  public Place of(int rows) {
    double expected = oneRowNanos + Math.max(0, rows - 1) * perRowNanos;
    return expected < HOP_NANOS ? Place.EVENT_LOOP : Place.WORKER;
  }

  /**
   * Takes in how long a call took.
   *
   * @param rows how many rows it had
   * @param nanos from its start to its answer
   */
  public void measured(int rows, long nanos) {
    if (rows <= 1) {
      oneRowNanos = blend(oneRowNanos, (double) nanos);
    } else {
      double base = Double.isNaN(oneRowNanos) ? 0 : Math.min(oneRowNanos, (double) nanos);
      perRowNanos = blend(perRowNanos, (nanos - base) / (rows - 1));
      if (Double.isNaN(oneRowNanos)) {
        oneRowNanos = (double) nanos;
      }
    }
  }

  private static double blend(double before, double now) {
    return Double.isNaN(before) || before == 0 ? now : before + WEIGHT * (now - before);
  }

  /** Returns what one row takes, in nanoseconds; NaN before the first measurement. */
  public double oneRowNanos() {
    return oneRowNanos;
  }
}
