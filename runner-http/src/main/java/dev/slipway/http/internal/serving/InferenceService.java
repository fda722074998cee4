package dev.slipway.http.internal.serving;

import dev.slipway.CallOptions;
import dev.slipway.ErrorCode;
import dev.slipway.OverloadedException;
import dev.slipway.Prediction;
import dev.slipway.Table;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls for every protocol: short ones at once on the caller's thread, longer ones on a
 * bounded number of workers behind a bounded queue. Thread-safe.
 */
public final class InferenceService implements AutoCloseable {

  private final ThreadPoolExecutor workers;
  private final CallListener calls;
  private final AtomicInteger pending;

  /**
   * Creates a service without work.
   *
   * @param threads how many workers
   * @param queued how many calls may wait for one
   * @param pending counts the calls that wait or run on workers
   * @param calls hears of every call
   */
  public InferenceService(int threads, int queued, AtomicInteger pending, CallListener calls) {
    this.pending = pending;
    this.calls = calls;
    AtomicInteger count = new AtomicInteger();
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queued),
            work -> {
              Thread thread = new Thread(work, "slipway-worker-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Answers a call. Exactly one method of the listener is called: on this thread before this method
   * returns where the model is fast enough, else later in the caller's context.
   *
   * @param call what to answer; its lease is closed before the listener hears
   * @param context where the listener is called after work elsewhere
   * @param listener hears the answer or what went wrong
   */
  public void infer(InferenceCall call, Executor context, InferenceCall.Listener listener) {
    ServedVersion version = call.lease().version();
    if (version.placement().of(call.table().rows()) == Placement.Place.EVENT_LOOP
        && version.tryPlace()) {
      try {
        finish(call, listener, run(call));
      } finally {
        version.releasePlace();
      }
      return;
    }
    pending.incrementAndGet();
    try {
      workers.execute(() -> onWorker(call, context, listener));
    } catch (RejectedExecutionException full) {
      pending.decrementAndGet();
      finish(call, listener, new Outcome(null, overloaded(call, workers.getQueue().size()), 0, 0));
    }
  }

  private void onWorker(InferenceCall call, Executor context, InferenceCall.Listener listener) {
    try {
      Outcome outcome = outcome(call);
      context.execute(() -> finish(call, listener, outcome));
    } finally {
      pending.decrementAndGet();
    }
  }

  private Outcome outcome(InferenceCall call) {
    if (call.isAbandoned()) {
      return new Outcome(null, abandoned(call), 0, 0);
    }
    ServedVersion version = call.lease().version();
    try {
      version.awaitPlace();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return new Outcome(null, abandoned(call), 0, 0);
    }
    try {
      return run(call);
    } finally {
      version.releasePlace();
    }
  }

  /** What a call came to: an answer or a failure. */
  private record Outcome(
      @Nullable Prediction prediction,
      @Nullable RuntimeException failure,
      long queuedNanos,
      long inferNanos) {}

  private static Outcome run(InferenceCall call) {
    ServedVersion version = call.lease().version();
    long begin = System.nanoTime();
    long queued = begin - call.receivedNanos();
    try {
      CallOptions options = remaining(call, queued);
      Prediction prediction = version.predictor().predict(call.table(), options);
      long took = System.nanoTime() - begin;
      version.placement().measured(call.table().rows(), took);
      return new Outcome(prediction, null, queued, took);
    } catch (RuntimeException failure) {
      return new Outcome(null, failure, queued, System.nanoTime() - begin);
    }
  }

  /** Takes the time that a call has waited from its limit. */
  private static CallOptions remaining(InferenceCall call, long queuedNanos) {
    if (call.options().timeout().isEmpty()) {
      return call.options();
    }
    Duration limit = call.options().timeout().get();
    Duration left = limit.minusNanos(queuedNanos);
    if (left.isZero() || left.isNegative()) {
      throw new OverloadedException(
          ErrorCode.DEADLINE_EXCEEDED,
          "Cannot predict with "
              + call.lease().version().identity()
              + ": the time limit of "
              + limit
              + " was over while waiting for a worker",
          null);
    }
    return call.options().withTimeout(left);
  }

  private void finish(InferenceCall call, InferenceCall.Listener listener, Outcome outcome) {
    ServedVersion version = call.lease().version();
    if (outcome.failure() == null && outcome.prediction() != null) {
      Table answers = outcome.prediction().answers();
      version.statistics().success(answers.rows(), outcome.queuedNanos(), outcome.inferNanos());
      calls.answered(version, answers.rows(), outcome.queuedNanos(), outcome.inferNanos());
      call.lease().close();
      listener.answered(outcome.prediction());
    } else {
      RuntimeException failure = Objects.requireNonNull(outcome.failure());
      long nanos = outcome.queuedNanos() + outcome.inferNanos();
      version.statistics().failure(nanos);
      calls.failed(version, failure, nanos);
      call.lease().close();
      listener.failed(failure);
    }
  }

  private static OverloadedException overloaded(InferenceCall call, int waiting) {
    return new OverloadedException(
        ErrorCode.OVERLOADED,
        "Cannot predict with "
            + call.lease().version().identity()
            + ": "
            + waiting
            + " calls are waiting already (try again later)",
        null);
  }

  private static OverloadedException abandoned(InferenceCall call) {
    return new OverloadedException(
        ErrorCode.CANCELLED,
        "Cannot predict with " + call.lease().version().identity() + ": the caller has gone",
        null);
  }

  /** Lets no further call in and waits for those there are. */
  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(30, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException hurry) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
