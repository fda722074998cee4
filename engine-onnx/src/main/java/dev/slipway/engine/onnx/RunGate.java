package dev.slipway.engine.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets one thread at a time run an execution, any thread cancel it, and closing wait for it. */
final class RunGate {

  /*
   * One integer says what an execution is doing, so that a run costs two compare-and-set and no lock:
   *
   *   IDLE -> RUNNING -> IDLE                                 an ordinary run
   *   RUNNING -> CANCELLING -> CANCELLED -> IDLE              a run that somebody cancelled
   *   IDLE -> CLOSED                                          the end
   *
   * CANCELLING exists so that the flag of the native run options is never set after the run that it
   * was meant for has ended: whoever ends the run waits until the flag is set, then takes it back.
   */

  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int CANCELLING = 2;
  private static final int CANCELLED = 3;
  private static final int CLOSED = 4;

  private final AtomicInteger state = new AtomicInteger(IDLE);
  private final RunOptions runOptions;

  RunGate(RunOptions runOptions) {
    this.runOptions = runOptions;
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
      while (state.get() == CANCELLING) {
        Thread.onSpinWait();
      }
      terminate(false);
      state.set(IDLE);
    }
  }

  /** Ends the native run that is going on, if there is one. */
  void cancel() {
    if (state.compareAndSet(RUNNING, CANCELLING)) {
      terminate(true);
      state.set(CANCELLED);
    }
  }

  /** Returns whether the use that is going on was cancelled. */
  boolean isCancelled() {
    return state.get() > RUNNING;
  }

  /** Returns whether nobody was using the execution; then nobody will again. */
  boolean close() {
    return state.compareAndSet(IDLE, CLOSED);
  }

  boolean isClosed() {
    return state.get() == CLOSED;
  }

  private void terminate(boolean value) {
    try {
      runOptions.setTerminate(value);
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot set the terminate flag of a run", e);
    }
  }
}
