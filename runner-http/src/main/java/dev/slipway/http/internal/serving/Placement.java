package dev.slipway.http.internal.serving;

import java.util.concurrent.TimeUnit;

/**
 * Decides where calls run: those that are shorter than handing them to another thread run on the
 * thread that read them. The time of a call is taken as {@code base + rows * perRow}, both learnt
 * from calls. Thread-safe; racing updates lose one measurement.
 *
 * <p>What is learnt is the time that three of four calls do not exceed, by a step up for each call
 * above it and a third of that down for each below (stochastic approximation of a quantile, Robbins
 * and Monro 1951). A mean would not do: one call that the system interrupts for a few milliseconds
 * would outweigh a hundred others.
 */
public final class Placement {

  /** What handing a call to another thread and its answer back costs at least. */
  static final long HOP_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private static final double UP = 1.15;
  private static final double DOWN = 0.95;

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
      oneRowNanos = learn(oneRowNanos, (double) nanos);
    } else {
      double base = Double.isNaN(oneRowNanos) ? 0 : Math.min(oneRowNanos, (double) nanos);
      perRowNanos = learn(perRowNanos, (nanos - base) / (rows - 1));
      if (Double.isNaN(oneRowNanos)) {
        oneRowNanos = (double) nanos;
      }
    }
  }

  private static double learn(double before, double now) {
    if (Double.isNaN(before) || before == 0) {
      return now;
    }
    return now > before ? Math.min(now, before * UP) : Math.max(now, before * DOWN);
  }

  /**
   * Returns what most calls of one row do not exceed, in nanoseconds; NaN before the first
   * measurement.
   */
  public double oneRowNanos() {
    return oneRowNanos;
  }
}
