package dev.slipway.http;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;

/** Waits for what Vert.x does. Not for event loops. */
final class Futures {

  private Futures() {}

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  static void await(String task, Future<?> future) {
    try {
      await(future);
    } catch (CompletionException failure) {
      throw new IllegalStateException(task + ": " + reason(failure), failure);
    }
  }

  /** Returns what really went wrong. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
