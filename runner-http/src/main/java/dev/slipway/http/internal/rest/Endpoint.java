package dev.slipway.http.internal.rest;

import io.vertx.core.http.HttpMethod;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What answers at a path.
 *
 * @param method the one method that it has
 * @param action takes the exchange and the body, which is empty for {@code GET}
 */
record Endpoint(HttpMethod method, BiConsumer<Exchange, byte[]> action) {

  private static final byte[] EMPTY = {};

  static Endpoint get(Consumer<Exchange> action) {
    return new Endpoint(HttpMethod.GET, (exchange, body) -> action.accept(exchange));
  }

  static Endpoint post(BiConsumer<Exchange, byte[]> action) {
    return new Endpoint(HttpMethod.POST, action);
  }

  boolean takesBody() {
    return method.equals(HttpMethod.POST);
  }

  void run(Exchange exchange) {
    action.accept(exchange, EMPTY);
  }
}
