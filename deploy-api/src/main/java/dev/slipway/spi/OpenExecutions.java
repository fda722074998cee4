package dev.slipway.spi;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The executions of a {@link LoadedModel} that is open. Closing waits until each is idle and frees
 * it, as that interface demands. For engines whose models must outlive the calls on them.
 * Thread-safe.
 */
public final class OpenExecutions {

  /** What an execution must be able to do for this. */
  public interface Member extends Execution {

    /**
     * Frees everything native unless a call is running. From any thread.
     *
     * @return false if a call is running, or all is free already
     */
    boolean closeIfIdle();

    /**
     * Returns whether everything native is free.
     *
     * @return whether it was closed
     */
    boolean isClosed();
  }

  private final String model;
  private final Set<Member> members = ConcurrentHashMap.newKeySet();
  private final Object left = new Object();
  private volatile boolean closed;

  /**
   * Creates an empty set of an open model.
   *
   * @param model what messages call it
   */
  public OpenExecutions(String model) {
    this.model = Objects.requireNonNull(model, "model");
  }

  /**
   * Makes an execution and keeps it until {@link #remove}; never while the model is being closed.
   *
   * @param maker makes it
   * @return what it made
   * @throws IllegalStateException if the model is closed
   */
  public synchronized Member add(Supplier<? extends Member> maker) {
    checkOpen();
    Member made = maker.get();
    members.add(made);
    return made;
  }

  /**
   * Checks that the model may still be used.
   *
   * @throws IllegalStateException if it is closed
   */
  public void checkOpen() {
    if (closed) {
      throw new IllegalStateException("Cannot use " + model + ": the model is closed");
    }
  }

  /**
   * Forgets an execution that was closed by its user.
   *
   * @param member the execution
   */
  public void remove(Member member) {
    members.remove(member);
  }

  /** Says that a call on one of them has ended, which closing may be waiting for. */
  public void callEnded() {
    if (closed) {
      synchronized (left) {
        left.notifyAll();
      }
    }
  }

  /**
   * Closes the model for new executions and calls, waits for those that run, and frees each.
   *
   * @return false if that was done before
   */
  public synchronized boolean close() {
    if (closed) {
      return false;
    }
    closed = true;
    members.forEach(this::closeWhenIdle);
    members.clear();
    return true;
  }

  private void closeWhenIdle(Member member) {
    boolean interrupted = false;
    synchronized (left) {
      while (!member.closeIfIdle() && !member.isClosed()) {
        try {
          left.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
