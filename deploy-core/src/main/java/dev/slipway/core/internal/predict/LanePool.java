package dev.slipway.core.internal.predict;

import dev.slipway.ErrorCode;
import dev.slipway.OverloadedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leases lanes, at most so many at once; they are made when they are first needed. Thread-safe, and
 * without locks or allocation while a lane is free.
 */
final class LanePool {

  private static final long CANCEL_AGAIN_MILLIS = 10;

  private final String task;
  private final int size;
  private final Supplier<Lane> factory;
  private final Semaphore permits;
  private final AtomicReferenceArray<@Nullable Lane> idle;
  private final List<Lane> all = new CopyOnWriteArrayList<>();
  private volatile boolean closing;

  LanePool(String task, int size, Supplier<Lane> factory) {
    this.task = task;
    this.size = size;
    this.factory = factory;
    this.permits = new Semaphore(size);
    this.idle = new AtomicReferenceArray<>(size);
  }

  Lane acquire(Deadline deadline) {
    if (!permits.tryAcquire()) {
      awaitPermit(deadline);
    }
    if (closing) {
      permits.release();
      throw new IllegalStateException(task + ": the predictor is closed");
    }
    Lane lane = takeIdle();
    return lane == null ? newLane() : lane;
  }

  private void awaitPermit(Deadline deadline) {
    try {
      if (!deadline.isSet()) {
        permits.acquire();
      } else if (!permits.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
        throw deadline.exceeded(
            task, "waiting for one of " + size + " executions (allow more executions)");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new OverloadedException(
          ErrorCode.CANCELLED, task + ": interrupted while waiting", interrupted);
    }
  }

  private @Nullable Lane takeIdle() {
    for (int i = 0; i < size; i++) {
      Lane lane = idle.get(i);
      if (lane != null && idle.compareAndSet(i, lane, null)) {
        return lane;
      }
    }
    return null;
  }

  private Lane newLane() {
    boolean made = false;
    try {
      Lane lane = factory.get();
      all.add(lane);
      made = true;
      return lane;
    } finally {
      if (!made) {
        permits.release();
      }
    }
  }

  void release(Lane lane) {
    for (int i = 0; i < size; i++) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, lane)) {
        break;
      }
    }
    permits.release();
  }

  /** Stops new leases, waits for those there are, and cancels them when the grace is over. */
  void close(Duration grace) {
    closing = true;
    boolean interrupted = false;
    long end = System.nanoTime() + grace.toNanos();
    int held = 0;
    while (held < size) {
      try {
        long patience = Math.max(0, end - System.nanoTime());
        long wait = Math.max(TimeUnit.MILLISECONDS.toNanos(CANCEL_AGAIN_MILLIS), patience);
        if (permits.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
          held++;
        } else {
          all.forEach(lane -> lane.execution().cancel());
        }
      } catch (InterruptedException later) {
        interrupted = true;
        end = System.nanoTime();
      }
    }
    all.forEach(lane -> lane.execution().close());
    // Callers that wait for a lane find the pool closed.
    permits.release(size);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
