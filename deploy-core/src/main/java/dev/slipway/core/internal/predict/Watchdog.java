package dev.slipway.core.internal.predict;

import dev.slipway.spi.Execution;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Cancels executions whose deadline is over. Thread-safe. */
final class Watchdog implements AutoCloseable {

  /** A cancel that comes before the run has begun does nothing, so it is said again. */
  private static final long REPEAT_MILLIS = 5;

  private @Nullable ScheduledThreadPoolExecutor timer;
  private boolean closed;

  /** Watches one call; the caller ends the watch. */
  Watch watch(Execution execution, Deadline deadline) {
    Watch watch = new Watch(execution);
    long delay = Math.max(0, deadline.remainingNanos());
    watch.timeout =
        timer()
            .scheduleWithFixedDelay(
                watch::fire,
                delay,
                TimeUnit.MILLISECONDS.toNanos(REPEAT_MILLIS),
                TimeUnit.NANOSECONDS);
    return watch;
  }

  private synchronized ScheduledThreadPoolExecutor timer() {
    if (closed) {
      throw new IllegalStateException("the predictor is closed");
    }
    if (timer == null) {
      timer = new ScheduledThreadPoolExecutor(1, Watchdog::newThread);
      timer.setRemoveOnCancelPolicy(true);
    }
    return timer;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "slipway-deadlines");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  /** One call that is watched. */
  static final class Watch {

    private final Execution execution;
    private @Nullable ScheduledFuture<?> timeout;
    private boolean fired;
    private boolean ended;

    private Watch(Execution execution) {
      this.execution = execution;
    }

    private synchronized void fire() {
      if (!ended) {
        fired = true;
        execution.cancel();
      }
    }

    /**
     * Ends the watch, after which the execution is not touched; returns whether it was cancelled.
     */
    boolean end() {
      synchronized (this) {
        ended = true;
      }
      if (timeout != null) {
        timeout.cancel(false);
      }
      return fired;
    }
  }
}
