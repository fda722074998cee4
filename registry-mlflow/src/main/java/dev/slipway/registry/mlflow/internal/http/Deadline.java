package dev.slipway.registry.mlflow.internal.http;

import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import java.time.Duration;

/**
 * The time by which a whole operation must be over, whatever it consists of.
 *
 * @param limit how long the operation may take
 * @param endNanos when it is over, in {@link System#nanoTime()}
 */
public record Deadline(Duration limit, long endNanos) {

  /**
   * Starts the clock.
   *
   * @param limit how long the operation may take
   * @return the deadline
   */
  public static Deadline in(Duration limit) {
    return new Deadline(limit, System.nanoTime() + limit.toNanos());
  }

  /**
   * Returns how much time is left.
   *
   * @return above zero
   * @throws TransferException if there is none
   */
  public Duration remaining() throws TransferException {
    long left = endNanos - System.nanoTime();
    if (left <= 0) {
      throw passed();
    }
    return Duration.ofNanos(left);
  }

  /**
   * Returns the shorter of a time and what is left.
   *
   * @param time the time
   * @return above zero
   * @throws TransferException if nothing is left
   */
  public Duration atMost(Duration time) throws TransferException {
    Duration left = remaining();
    return left.compareTo(time) < 0 ? left : time;
  }

  /** Returns the failure of an operation that took too long. */
  TransferException passed() {
    return new TransferException(
        Kind.UNREACHABLE,
        "the time limit of " + Durations.words(limit) + " is over (raise the time limit)",
        null);
  }
}
