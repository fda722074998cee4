package dev.slipway.batch.internal.rows;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works on batches in several threads and gives the results in the order of the batches; at most
 * two batches for each thread are on their way. For one caller at a time.
 *
 * @param <T> what a batch becomes
 */
public final class RowPipeline<T> implements AutoCloseable {

  private static final int BATCHES_PER_THREAD = 2;
  private static final long PATIENCE_SECONDS = 1;

  private final RowBatches source;
  private final Function<RowBatch, T> work;
  private final ExecutorService threads;
  private final int most;
  private final Deque<Future<T>> ahead = new ArrayDeque<>();
  private boolean ended;
  private @Nullable Exception fault;

  /**
   * Creates a pipeline.
   *
   * @param source where batches come from; stays the caller's
   * @param work what is done with each, in any thread
   * @param threads how many
   */
  public RowPipeline(RowBatches source, Function<RowBatch, T> work, int threads) {
    this.source = source;
    this.work = work;
    this.most = threads * BATCHES_PER_THREAD;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "slipway-rows");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Returns the next result. What was thrown for a batch comes in its turn.
   *
   * @return null at the end
   * @throws IOException if a file cannot be read
   * @throws SQLException if the database cannot read one
   * @throws InterruptedException if this thread is interrupted
   */
  public @Nullable T next() throws IOException, SQLException, InterruptedException {
    readAhead();
    Future<T> next = ahead.poll();
    if (next == null) {
      throwFault();
      return null;
    }
    try {
      return next.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      throw cause instanceof RuntimeException own ? own : new IllegalStateException(cause);
    }
  }

  private void readAhead() {
    while (!ended && ahead.size() < most) {
      try {
        RowBatch batch = source.next();
        ended = batch == null;
        if (batch != null) {
          ahead.add(threads.submit(() -> work.apply(batch)));
        }
      } catch (IOException | SQLException | RuntimeException unreadable) {
        // What is before it comes first.
        fault = unreadable;
        ended = true;
      }
    }
  }

  private void throwFault() throws IOException, SQLException {
    if (fault instanceof IOException unreadable) {
      throw unreadable;
    }
    if (fault instanceof SQLException unreadable) {
      throw unreadable;
    }
    if (fault instanceof RuntimeException own) {
      throw own;
    }
  }

  /** Stops what is on its way, and waits for it. */
  @Override
  public void close() {
    ahead.forEach(batch -> batch.cancel(true));
    threads.shutdownNow();
    boolean interrupted = false;
    boolean done = false;
    while (!done) {
      try {
        done = threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
