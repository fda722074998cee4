package dev.slipway.http.internal.serving;

import dev.slipway.CallOptions;
import dev.slipway.ErrorCode;
import dev.slipway.OverloadedException;
import dev.slipway.Prediction;
import dev.slipway.Table;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls for every protocol: short ones at once on the caller's thread, longer ones on a
 * bounded number of workers of their model behind a bounded queue. Thread-safe.
 */
public final class InferenceService implements AutoCloseable {

  /**
   * How long a call may keep an event loop, from which all its connections are answered: one that
   * was expected to be short and is not begins again on a worker.
   */
  private static final Duration EVENT_LOOP_LIMIT = Duration.ofMillis(20);

  private final ModelWorkers workers;
  private final CallListener calls;
  private final AtomicInteger pending;

  /**
   * Creates a service without work.
   *
   * @param threads how many workers of each model
   * @param queued how many calls of each model may wait for one
   * @param pending counts the calls that wait or run on workers
   * @param calls hears of every call
   */
  public InferenceService(int threads, int queued, AtomicInteger pending, CallListener calls) {
    this.pending = pending;
    this.calls = calls;
    this.workers = new ModelWorkers(threads, queued);
  }

  /**
   * Answers a call. The listener hears exactly one answer or failure: on this thread before this
   * method returns where the model is fast enough, else later in the caller's context, after it has
   * heard on this thread that the call is handed over.
   *
   * @param call what to answer; its lease is closed before the listener hears
   * @param context where the listener is called after work elsewhere
   * @param listener hears the answer or what went wrong
   */
  public void infer(InferenceCall call, Executor context, InferenceCall.Listener listener) {
    ServedVersion version = call.version();
    if (version.placement().of(call.rows()) == Placement.Place.EVENT_LOOP && version.tryPlace()) {
      Outcome outcome;
      try {
        outcome = run(call, EVENT_LOOP_LIMIT);
      } finally {
        version.releasePlace();
      }
      if (!outcome.isCutOff()) {
        finish(call, listener, outcome);
        return;
      }
    }
    listener.handedOver();
    pending.incrementAndGet();
    try {
      workers.execute(version.name(), () -> onWorker(call, context, listener));
    } catch (RejectedExecutionException full) {
      pending.decrementAndGet();
      finish(call, listener, Outcome.of(overloaded(call)));
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
      return Outcome.of(abandoned(call));
    }
    ServedVersion version = call.version();
    try {
      if (!version.awaitPlace(left(call).toNanos())) {
        return Outcome.of(tooLate(call));
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Outcome.of(abandoned(call));
    }
    try {
      return run(call, Duration.ZERO);
    } finally {
      version.releasePlace();
    }
  }

  /** What a call came to: an answer or a failure. */
  private record Outcome(
      @Nullable Prediction prediction,
      @Nullable RuntimeException failure,
      long queuedNanos,
      long inferNanos,
      boolean isCutOff) {

    static Outcome of(RuntimeException failure) {
      return new Outcome(null, failure, 0, 0, false);
    }
  }

  /**
   * Runs a call; one with a limit of its own is cut off there, unless its time is over anyway. Its
   * caller cannot go meanwhile: that would be heard on the thread that it runs on.
   */
  private static Outcome run(InferenceCall call, Duration limit) {
    ServedVersion version = call.version();
    long begin = System.nanoTime();
    long queued = begin - call.receivedNanos();
    Duration left = left(call);
    if (left.isZero()) {
      return new Outcome(null, tooLate(call), queued, 0, false);
    }
    boolean limited = !limit.isZero() && limit.compareTo(left) < 0;
    CallOptions options = limit.isZero() ? call.cancellableOptions() : call.options();
    options = options.withTimeout(limited ? limit : left);
    try {
      Prediction prediction = version.predictor().predict(call.table(), options);
      long took = System.nanoTime() - begin;
      version.placement().measured(call.rows(), took);
      return new Outcome(prediction, null, queued, took, false);
    } catch (OverloadedException failure) {
      long took = System.nanoTime() - begin;
      boolean cut = limited && failure.code() == ErrorCode.DEADLINE_EXCEEDED;
      if (cut) {
        version.placement().measured(call.rows(), took);
      }
      return new Outcome(null, failure, queued, took, cut);
    } catch (RuntimeException failure) {
      return new Outcome(null, failure, queued, System.nanoTime() - begin, false);
    }
  }

  /** Returns what is left of a call's time; zero if it is over. */
  private static Duration left(InferenceCall call) {
    Duration left = call.timeout().minusNanos(System.nanoTime() - call.receivedNanos());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void finish(InferenceCall call, InferenceCall.Listener listener, Outcome outcome) {
    ServedVersion version = call.version();
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

  private OverloadedException overloaded(InferenceCall call) {
    return failure(
        call,
        ErrorCode.OVERLOADED,
        workers.waiting(call.version().name()) + " calls are waiting already (try again later)");
  }

  private static OverloadedException tooLate(InferenceCall call) {
    return failure(
        call,
        ErrorCode.DEADLINE_EXCEEDED,
        "the time limit of " + call.timeout() + " was over while waiting for a worker");
  }

  private static OverloadedException abandoned(InferenceCall call) {
    return failure(call, ErrorCode.CANCELLED, "the caller has gone");
  }

  private static OverloadedException failure(InferenceCall call, ErrorCode code, String fact) {
    return new OverloadedException(
        code, "Cannot predict with " + call.version().identity() + ": " + fact, null);
  }

  /** Lets no further call in and waits for those there are. */
  @Override
  public void close() {
    workers.close();
  }
}
