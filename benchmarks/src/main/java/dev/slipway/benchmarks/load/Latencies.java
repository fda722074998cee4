package dev.slipway.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * How long answers took, each from the time at which its request was to be sent.
 *
 * @param answers how many there were
 * @param median in milliseconds
 * @param p99 99 of 100 were at least as fast, in milliseconds
 * @param p999 999 of 1,000 were at least as fast, in milliseconds
 */
public record Latencies(long answers, double median, double p99, double p999) {

  private static final double NANOS_IN_MILLI = 1e6;

  static Latencies of(Histogram nanos) {
    return new Latencies(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / NANOS_IN_MILLI,
        nanos.getValueAtPercentile(99) / NANOS_IN_MILLI,
        nanos.getValueAtPercentile(99.9) / NANOS_IN_MILLI);
  }
}
