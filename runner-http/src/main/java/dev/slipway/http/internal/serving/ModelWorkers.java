package dev.slipway.http.internal.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Workers of every model, so that one that is slow or hangs keeps only its own callers waiting: a
 * bounded number of threads behind a bounded queue each. Threads that have nothing to do end.
 * Thread-safe.
 */
final class ModelWorkers implements AutoCloseable {

  private static final long IDLE_SECONDS = 30;
  private static final long PATIENCE_SECONDS = 30;

  private final int threads;
  private final int queued;
  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, ThreadPoolExecutor> pools = new ConcurrentHashMap<>();

  ModelWorkers(int threads, int queued) {
    this.threads = threads;
    this.queued = queued;
  }

  /**
   * Runs work on a worker of a model.
   *
   * @throws RejectedExecutionException if its queue is full, or these workers are closed
   */
  void execute(String model, Runnable work) {
    pools.computeIfAbsent(model, this::pool).execute(work);
  }

  /** Returns how many calls wait for a worker of a model. */
  int waiting(String model) {
    ThreadPoolExecutor pool = pools.get(model);
    return pool == null ? 0 : pool.getQueue().size();
  }

  private ThreadPoolExecutor pool(String model) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queued),
            this::thread);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "slipway-worker-" + count.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Lets no further call in and waits for those there are. */
  @Override
  public void close() {
    List<ThreadPoolExecutor> all = new ArrayList<>(pools.values());
    all.forEach(ThreadPoolExecutor::shutdown);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (ThreadPoolExecutor pool : all) {
      try {
        if (!pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          pool.shutdownNow();
        }
      } catch (InterruptedException hurry) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
      }
    }
  }
}
