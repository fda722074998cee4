package dev.slipway.http.internal.rest;

import io.vertx.core.http.HttpMethod;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What answers at a path.
 *
 * @param method the one method that it has
 * @param target fails if the path names a model that is not there
 * @param action takes the exchange and the body, which is empty for {@code GET}
 */
record Endpoint(HttpMethod method, Runnable target, BiConsumer<Exchange, byte[]> action) {

  private static final byte[] EMPTY = {};

  static Endpoint get(Consumer<Exchange> action) {
    return new Endpoint(HttpMethod.GET, () -> {}, (exchange, body) -> action.accept(exchange));
  }

  static Endpoint post(BiConsumer<Exchange, byte[]> action) {
    return asking(() -> {}, action);
  }

  /** Returns one that asks a model, which is looked for before anything else is refused. */
  static Endpoint asking(Runnable target, BiConsumer<Exchange, byte[]> action) {
    return new Endpoint(HttpMethod.POST, target, action);
  }

  boolean takesBody() {
    return method.equals(HttpMethod.POST);
  }

  /** Returns what to tell of a body that was refused: a model that is not there comes first. */
  RuntimeException refusal(RuntimeException refused) {
    try {
      target.run();
      return refused;
    } catch (RuntimeException unknown) {
      return unknown;
    }
  }

  void run(Exchange exchange) {
    action.accept(exchange, EMPTY);
  }
}
