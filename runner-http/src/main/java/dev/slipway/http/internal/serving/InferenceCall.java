package dev.slipway.http.internal.serving;

import dev.slipway.CallOptions;
import dev.slipway.Prediction;
import dev.slipway.Table;

/** One request of any protocol, decoded. The lease is closed by the service. */
public final class InferenceCall {

  private final Lease lease;
  private final Table table;
  private final CallOptions options;
  private final long receivedNanos;
  private volatile boolean abandoned;

  /**
   * Creates a call.
   *
   * @param lease the version that answers
   * @param table what to answer; not changed until the call is over
   * @param options params, and a timeout that counts from {@code receivedNanos}
   * @param receivedNanos when the request was there, as {@link System#nanoTime} tells it
   */
  public InferenceCall(Lease lease, Table table, CallOptions options, long receivedNanos) {
    this.lease = lease;
    this.table = table;
    this.options = options;
    this.receivedNanos = receivedNanos;
  }

  /** Hears what a call came to. */
  public interface Listener {

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

  CallOptions options() {
    return options;
  }

  long receivedNanos() {
    return receivedNanos;
  }

  /** Tells that nobody waits for the answer any more; a call that still waits then does not run. */
  public void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }
}
