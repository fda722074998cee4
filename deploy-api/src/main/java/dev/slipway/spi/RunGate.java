package dev.slipway.spi;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one thread at a time use an {@link Execution}, any thread cancel its run, and closing find
 * out whether it is idle. For engines whose native side can be told to end a run. Thread-safe;
 * never blocks but for the moment in which another thread cancels.
 */
public final class RunGate {

  /*
   * One integer says what an execution is doing, so that a run costs two compare-and-set and no lock:
   *
   *   IDLE -> RUNNING -> IDLE                                             an ordinary run
   *   RUNNING or CANCELLED -> CANCELLING -> CANCELLED -> ENDING -> IDLE   a run that was cancelled
   *   IDLE -> CLOSED                                                      the end
   *
   * CANCELLING exists so that the native side is never told to end a run after that run has ended:
   * whoever ends the run waits until the telling is over, then takes it back. A native run may begin
   * by forgetting that it was cancelled, so a cancellation may be said again.
   */

  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int CANCELLING = 2;
  private static final int CANCELLED = 3;
  private static final int ENDING = 4;
  private static final int CLOSED = 5;

  private final AtomicInteger state = new AtomicInteger(IDLE);
  private final Runnable cancelRun;
  private final Runnable takeBack;

  /**
   * Creates a gate that is open.
   *
   * @param cancelRun tells the native side to end its run; only called during a use, from any
   *     thread, and maybe several times; must not throw
   * @param takeBack takes that back; called at the end of a use that was cancelled; must not throw
   */
  public RunGate(Runnable cancelRun, Runnable takeBack) {
    this.cancelRun = Objects.requireNonNull(cancelRun, "cancelRun");
    this.takeBack = Objects.requireNonNull(takeBack, "takeBack");
  }

  /**
   * Begins a use of the execution's native memory.
   *
   * @throws IllegalStateException if the execution is closed, or in use
   */
  public void enter() {
    if (!state.compareAndSet(IDLE, RUNNING)) {
      throw new IllegalStateException(
          state.get() == CLOSED
              ? "Cannot use an execution: it is closed"
              : "Cannot use an execution: another thread is using it");
    }
  }

  /** Ends the use that {@link #enter} began; called by the thread that began it. */
  public void leave() {
    if (!state.compareAndSet(RUNNING, IDLE)) {
      while (!state.compareAndSet(CANCELLED, ENDING)) {
        Thread.onSpinWait();
      }
      takeBack.run();
      state.set(IDLE);
    }
  }

  /** Cancels the use that is going on; does nothing if there is none. From any thread. */
  public void cancel() {
    if (state.compareAndSet(RUNNING, CANCELLING) || state.compareAndSet(CANCELLED, CANCELLING)) {
      cancelRun.run();
      state.set(CANCELLED);
    }
  }

  /**
   * Returns whether the use that is going on was cancelled.
   *
   * @return false if there is none
   */
  public boolean isCancelled() {
    int now = state.get();
    return now == CANCELLING || now == CANCELLED;
  }

  /**
   * Closes the gate if nobody is using the execution; nobody will again.
   *
   * @return false if somebody is, or if it was closed before
   */
  public boolean close() {
    return state.compareAndSet(IDLE, CLOSED);
  }

  /**
   * Returns whether the gate is closed.
   *
   * @return whether {@link #close} was successful
   */
  public boolean isClosed() {
    return state.get() == CLOSED;
  }
}
