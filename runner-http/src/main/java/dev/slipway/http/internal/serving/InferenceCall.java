package dev.slipway.http.internal.serving;

import dev.slipway.CallOptions;
import dev.slipway.Prediction;
import dev.slipway.Table;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One request of any protocol, decoded. The lease is closed by the service. */
public final class InferenceCall {

  private final Lease lease;
  private final Table table;
  private final CallOptions options;
  private final Duration timeout;
  private final long receivedNanos;
  private final CompletableFuture<Void> abandoned = new CompletableFuture<>();

  /**
   * Creates a call.
   *
   * @param lease the version that answers
   * @param table what to answer; not changed until the call is over
   * @param options params, and a timeout that counts from {@code receivedNanos}
   * @param receivedNanos when the request was there, as {@link System#nanoTime} tells it
   */
  public InferenceCall(Lease lease, Table table, CallOptions options, long receivedNanos) {
    this.timeout = options.timeout().orElseThrow();
    this.lease = lease;
    this.table = table;
    this.options = options;
    this.receivedNanos = receivedNanos;
  }

  /** Hears what a call came to. */
  public interface Listener {

    /** Hears that the call goes to a worker: its caller may go before it ends. */
    void handedOver();

    /**
     * Hears the answer.
     *
     * @param prediction of as many rows as the call has
     */
    void answered(Prediction prediction);

    /**
     * Hears what went wrong.
     *
     * @param failure one of Slipway's errors, or a fault of ours
     */
    void failed(RuntimeException failure);
  }

  Lease lease() {
    return lease;
  }

  Table table() {
    return table;
  }

  Duration timeout() {
    return timeout;
  }

  CallOptions options() {
    return options;
  }

  /** Returns the options of a call that may be given up while it runs. */
  CallOptions cancellableOptions() {
    return options.withCancellation(abandoned);
  }

  long receivedNanos() {
    return receivedNanos;
  }

  /** Returns the version that answers. */
  public ServedVersion version() {
    return lease.version();
  }

  /** Returns how many rows are asked. */
  public int rows() {
    return table.rows();
  }

  /**
   * Tells that nobody waits for the answer any more: a call that still waits then does not run, one
   * that runs is cancelled. Does nothing to a call that is over.
   */
  public void abandon() {
    abandoned.complete(null);
  }

  boolean isAbandoned() {
    return abandoned.isDone();
  }
}
