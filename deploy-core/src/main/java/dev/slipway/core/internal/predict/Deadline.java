package dev.slipway.core.internal.predict;

import dev.slipway.CallOptions;
import dev.slipway.ErrorCode;
import dev.slipway.OverloadedException;
import java.time.Duration;

/** When a call must be over. Immutable. */
final class Deadline {

  private static final Deadline NONE = new Deadline(Duration.ZERO, 0);

  private final Duration timeout;
  private final long endNanos;

  private Deadline(Duration timeout, long endNanos) {
    this.timeout = timeout;
    this.endNanos = endNanos;
  }

  static Deadline of(CallOptions options) {
    return options.timeout().isEmpty() ? NONE : after(options.timeout().get());
  }

  private static Deadline after(Duration timeout) {
    long nanos;
    try {
      nanos = timeout.toNanos();
    } catch (ArithmeticException centuries) {
      return NONE;
    }
    return new Deadline(timeout, System.nanoTime() + nanos);
  }

  boolean isSet() {
    return this != NONE;
  }

  /** Returns the end, on the clock of {@link System#nanoTime}; only where one is set. */
  long endNanos() {
    return endNanos;
  }

  /** Returns the time left, which may be negative; only where one is set. */
  long remainingNanos() {
    return endNanos - System.nanoTime();
  }

  OverloadedException exceeded(String task, String during) {
    return new OverloadedException(
        ErrorCode.DEADLINE_EXCEEDED,
        task + ": the time limit of " + timeout + " was over while " + during,
        null);
  }
}
