package dev.slipway.http.internal.serving;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of one version. Thread-safe. */
public final class CallStatistics {

  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private final LongAdder failureNanos = new LongAdder();
  private final LongAdder queueNanos = new LongAdder();
  private final LongAdder inferNanos = new LongAdder();
  private final AtomicLong lastCallMillis = new AtomicLong();

  /** Takes in a request that was answered. */
  void success(int answeredRows, long queued, long inferred) {
    succeeded.increment();
    rows.add(answeredRows);
    queueNanos.add(queued);
    inferNanos.add(inferred);
    lastCallMillis.set(System.currentTimeMillis());
  }

  /** Takes in a request that failed. */
  void failure(long nanos) {
    failed.increment();
    failureNanos.add(nanos);
    lastCallMillis.set(System.currentTimeMillis());
  }

  /** What was counted up to now, times in nanoseconds. */
  public record Snapshot(
      long succeeded,
      long failed,
      long rows,
      long calls,
      long successNanos,
      long failureNanos,
      long queueNanos,
      long inferNanos,
      long lastCallMillis) {}

  /** Returns what was counted up to now; each request that was answered was one call. */
  public Snapshot snapshot() {
    long answered = succeeded.sum();
    long queued = queueNanos.sum();
    long inferred = inferNanos.sum();
    return new Snapshot(
        answered,
        failed.sum(),
        rows.sum(),
        answered,
        queued + inferred,
        failureNanos.sum(),
        queued,
        inferred,
        lastCallMillis.get());
  }
}
