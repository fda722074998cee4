package dev.slipway.registry.mlflow.internal.http;

import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt that brought no answer, and whether another one makes sense. */
final class AttemptFailed extends Exception {

  private static final long serialVersionUID = 1L;

  /** Which requests may be made again. */
  enum Again {
    NONE,
    REPEATABLE,
    ALL
  }

  private final Kind kind;
  private final Again again;
  private final transient Optional<Duration> wait;

  private AttemptFailed(
      Kind kind, Again again, Optional<Duration> wait, String fact, @Nullable Throwable cause) {
    super(fact, cause);
    this.kind = kind;
    this.again = again;
    this.wait = wait;
  }

  static AttemptFailed forGood(Kind kind, String fact, @Nullable Throwable cause) {
    return new AttemptFailed(kind, Again.NONE, Optional.empty(), fact, cause);
  }

  /** The request did not reach the server. */
  static AttemptFailed nothingSent(String fact, Throwable cause) {
    return new AttemptFailed(Kind.UNREACHABLE, Again.ALL, Optional.empty(), fact, cause);
  }

  /** The server may have done what it was asked for, or not. */
  static AttemptFailed perhapsDone(String fact, @Nullable Throwable cause) {
    return new AttemptFailed(Kind.UNREACHABLE, Again.REPEATABLE, Optional.empty(), fact, cause);
  }

  /** The server said that it did nothing, and perhaps when to ask again. */
  static AttemptFailed putOff(String fact, Optional<Duration> wait) {
    return new AttemptFailed(Kind.UNREACHABLE, Again.ALL, wait, fact, null);
  }

  boolean mayRepeat(Request request) {
    return again == Again.ALL
        || (again == Again.REPEATABLE && request.effect() == Request.Effect.REPEATABLE);
  }

  Optional<Duration> askedWait() {
    return wait;
  }

  Kind kind() {
    return kind;
  }

  String fact() {
    return String.valueOf(getMessage());
  }
}
