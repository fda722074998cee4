package dev.slipway.http.internal.rest;

import dev.slipway.http.internal.serving.Readiness;
import java.util.Optional;

/** {@code /health}, {@code /ready} and {@code /ping}. */
final class HealthEndpoints implements Endpoints {

  private final Readiness readiness;

  HealthEndpoints(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public Optional<Endpoint> find(Path path) {
    if (path.is("health")) {
      return Optional.of(Endpoint.get(HealthEndpoints::alive));
    }
    return path.is("ready") || path.is("ping")
        ? Optional.of(Endpoint.get(this::ready))
        : Optional.empty();
  }

  private static void alive(Exchange exchange) {
    exchange.json(JsonBody.object(json -> json.writeStringField("status", "up")));
  }

  private void ready(Exchange exchange) {
    boolean ready = readiness.isReady();
    exchange.answer(
        ready ? HttpStatus.OK : HttpStatus.UNAVAILABLE,
        Exchange.JSON_TYPE,
        JsonBody.object(
            json -> {
              json.writeStringField("status", ready ? "ready" : "not ready");
              if (!ready) {
                json.writeStringField("reason", readiness.reason());
              }
            }));
  }
}
