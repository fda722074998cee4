package dev.slipway.engine.tflite;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets one thread at a time use an execution, any thread cancel it, and closing wait for it. */
final class RunGate {

  /*
   * One integer says what an execution is doing, so that a run costs two compare-and-set and no lock:
   *
   *   IDLE -> RUNNING -> IDLE                                           an ordinary run
   *   RUNNING or CANCELLED -> CANCELLING -> CANCELLED, then IDLE        a run that somebody cancelled
   *   IDLE -> CLOSED                                                    the end
   *
   * A native run begins by forgetting that it was cancelled, so a cancellation may be said again.
   * CANCELLING keeps the interpreter from being closed, and the next run from beginning, meanwhile.
   */

  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int CANCELLING = 2;
  private static final int CANCELLED = 3;
  private static final int CLOSED = 4;

  private final AtomicInteger state = new AtomicInteger(IDLE);
  private final NativeInterpreter interpreter;

  RunGate(NativeInterpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Begins a use of the execution's native memory. */
  void enter() {
    if (!state.compareAndSet(IDLE, RUNNING)) {
      throw new IllegalStateException(
          state.get() == CLOSED
              ? "Cannot use an execution: it is closed"
              : "Cannot use an execution: another thread is using it");
    }
  }

  /** Ends the use that {@link #enter} began. */
  void leave() {
    if (!state.compareAndSet(RUNNING, IDLE)) {
      while (!state.compareAndSet(CANCELLED, IDLE)) {
        Thread.onSpinWait();
      }
    }
  }

  /** Ends the native run that is going on, if there is one. */
  void cancel() {
    if (state.compareAndSet(RUNNING, CANCELLING) || state.compareAndSet(CANCELLED, CANCELLING)) {
      interpreter.cancel();
      state.set(CANCELLED);
    }
  }

  /** Returns whether the use that is going on was cancelled. */
  boolean isCancelled() {
    int now = state.get();
    return now == CANCELLING || now == CANCELLED;
  }

  /** Returns whether nobody was using the execution; then nobody will again. */
  boolean close() {
    return state.compareAndSet(IDLE, CLOSED);
  }

  boolean isClosed() {
    return state.get() == CLOSED;
  }
}
