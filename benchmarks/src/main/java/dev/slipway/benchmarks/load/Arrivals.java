package dev.slipway.benchmarks.load;

import java.util.SplittableRandom;

/** Times of a Poisson process, always the same ones from its start on. Not thread-safe. */
final class Arrivals {

  private static final long SEED = 6;
  private static final double NANOS_IN_SECOND = 1e9;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final double meanNanos;
  private final long start;
  private double passed;

  Arrivals(long start, double perSecond) {
    if (!(perSecond > 0 && perSecond <= NANOS_IN_SECOND)) {
      throw new IllegalArgumentException("a rate must be positive, but was " + perSecond);
    }
    this.start = start;
    this.meanNanos = NANOS_IN_SECOND / perSecond;
    step();
  }

  /** Returns the next time, as {@link System#nanoTime} tells it. */
  long next() {
    return start + (long) passed;
  }

  /** Returns the next time and goes on to the one after it. */
  long take() {
    long time = next();
    step();
    return time;
  }

  private void step() {
    passed -= Math.log(1 - random.nextDouble()) * meanNanos;
  }
}
