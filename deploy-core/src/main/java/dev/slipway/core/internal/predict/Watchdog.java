package dev.slipway.core.internal.predict;

import dev.slipway.spi.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/*
 * A timer of java.util.concurrent wakes its thread for every call, since the queue is empty between
 * two calls: two switches of threads, which take longer than a short call. Here the thread sleeps
 * until the time at which the first call that it saw would have been over, whether or not that call
 * still runs, and is woken only for an earlier time. Under load that is once in a time limit.
 */
/** Cancels calls whose deadline is over or whose caller has given up. Thread-safe. */
final class Watchdog implements AutoCloseable {

  /** A cancel that comes before the run has begun does nothing, so it is said again. */
  private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final long FOREVER_NANOS = TimeUnit.DAYS.toNanos(365);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition earlier = lock.newCondition();
  private final List<Watch> watches = new ArrayList<>();
  private @Nullable Thread thread;
  private long wakeNanos;
  private boolean closed;

  /**
   * Watches one call; the caller ends the watch.
   *
   * @throws IllegalStateException if this is closed and the call has a deadline
   */
  Watch watch(Execution execution, Deadline deadline, Optional<CompletionStage<?>> cancellation) {
    Watch watch = new Watch(execution, deadline);
    if (deadline.isSet()) {
      fire(watch, deadline.endNanos());
    }
    cancellation.ifPresent(signal -> signal.whenComplete((value, failure) -> cancel(watch)));
    return watch;
  }

  private void cancel(Watch watch) {
    try {
      fire(watch, System.nanoTime());
    } catch (IllegalStateException closing) {
      // Closing waits for the call, and cancels it if that takes too long.
      return;
    }
  }

  private void fire(Watch watch, long nanos) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the predictor is closed");
      }
      if (watch.ended) {
        return;
      }
      if (!watch.listed) {
        watch.listed = true;
        watches.add(watch);
      }
      watch.fireNanos = nanos;
      wake(nanos);
    } finally {
      lock.unlock();
    }
  }

  private void wake(long nanos) {
    if (thread == null) {
      thread = newThread(this::run);
      wakeNanos = nanos;
      thread.start();
    } else if (nanos - wakeNanos < 0) {
      wakeNanos = nanos;
      earlier.signal();
    }
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "slipway-deadlines");
    thread.setDaemon(true);
    return thread;
  }

  private void run() {
    List<Watch> due = new ArrayList<>();
    while (awaitDue(due)) {
      due.forEach(Watch::fire);
      due.clear();
    }
  }

  /** Blocks until calls are due; false if this is closed. */
  private boolean awaitDue(List<Watch> due) {
    lock.lock();
    try {
      while (!closed) {
        long now = System.nanoTime();
        collect(now, due);
        if (!due.isEmpty()) {
          return true;
        }
        earlier.awaitNanos(wakeNanos - now);
      }
      return false;
    } catch (InterruptedException end) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void collect(long now, List<Watch> due) {
    wakeNanos = now + FOREVER_NANOS;
    for (Watch watch : watches) {
      if (watch.fireNanos - now <= 0) {
        due.add(watch);
        watch.fireNanos = now + REPEAT_NANOS;
      }
      if (watch.fireNanos - wakeNanos < 0) {
        wakeNanos = watch.fireNanos;
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      earlier.signal();
    } finally {
      lock.unlock();
    }
  }

  /** One call that is watched. */
  final class Watch {

    private final Execution execution;
    private final Deadline deadline;

    /** These three are of the watchdog's lock, the others of this object's. */
    private boolean listed;

    private boolean ended;
    private long fireNanos;

    private boolean finished;
    private boolean expired;

    private Watch(Execution execution, Deadline deadline) {
      this.execution = execution;
      this.deadline = deadline;
    }

    private synchronized void fire() {
      if (!finished) {
        expired |= deadline.isSet() && deadline.remainingNanos() <= 0;
        execution.cancel();
      }
    }

    /**
     * Ends the watch, after which the execution is not touched; returns whether the deadline was
     * over.
     */
    boolean end() {
      lock.lock();
      try {
        ended = true;
        if (listed) {
          watches.remove(this);
          listed = false;
        }
      } finally {
        lock.unlock();
      }
      synchronized (this) {
        finished = true;
        return expired;
      }
    }
  }
}
