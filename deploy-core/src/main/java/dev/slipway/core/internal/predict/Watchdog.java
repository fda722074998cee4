package dev.slipway.core.internal.predict;

import dev.slipway.spi.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Cancels executions whose deadline is over, or whose callers have gone. Thread-safe. */
final class Watchdog implements AutoCloseable {

  /** A cancel that comes before the run has begun does nothing, so it is said again. */
  private static final long REPEAT_MILLIS = 5;

  private @Nullable ScheduledThreadPoolExecutor timer;
  private boolean closed;

  /** Watches one call; the caller ends the watch. */
  Watch watch(Execution execution, Deadline deadline, Optional<CompletionStage<?>> cancellation) {
    Watch watch = new Watch(execution);
    if (deadline.isSet()) {
      watch.add(firing(watch::expire, Math.max(0, deadline.remainingNanos())));
    }
    cancellation.ifPresent(signal -> signal.whenComplete((value, failure) -> cancel(watch)));
    return watch;
  }

  private void cancel(Watch watch) {
    try {
      watch.add(firing(watch::fire, 0));
    } catch (IllegalStateException | RejectedExecutionException closing) {
      // Closing waits for the call, and cancels it if that takes too long.
      return;
    }
  }

  private ScheduledFuture<?> firing(Runnable fire, long delayNanos) {
    return timer()
        .scheduleWithFixedDelay(
            fire, delayNanos, TimeUnit.MILLISECONDS.toNanos(REPEAT_MILLIS), TimeUnit.NANOSECONDS);
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
    private final List<ScheduledFuture<?>> timers = new ArrayList<>(1);
    private boolean expired;
    private boolean ended;

    private Watch(Execution execution) {
      this.execution = execution;
    }

    private void add(ScheduledFuture<?> timer) {
      synchronized (this) {
        if (!ended) {
          timers.add(timer);
          return;
        }
      }
      timer.cancel(false);
    }

    private synchronized void expire() {
      if (!ended) {
        expired = true;
        execution.cancel();
      }
    }

    private synchronized void fire() {
      if (!ended) {
        execution.cancel();
      }
    }

    /**
     * Ends the watch, after which the execution is not touched; returns whether the deadline was
     * over.
     */
    synchronized boolean end() {
      ended = true;
      timers.forEach(timer -> timer.cancel(false));
      timers.clear();
      return expired;
    }
  }
}
