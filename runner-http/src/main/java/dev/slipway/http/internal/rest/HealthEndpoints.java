package dev.slipway.http.internal.rest;

import dev.slipway.http.internal.serving.Readiness;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /health}, {@code /ready}, {@code /ping} and {@code /metrics}. */
final class HealthEndpoints implements Endpoints {

  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Readiness readiness;
  private final Supplier<String> metrics;

  HealthEndpoints(Readiness readiness, Supplier<String> metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  @Override
  public Optional<Endpoint> find(Path path) {
    if (path.is("health")) {
      return Optional.of(Endpoint.get(HealthEndpoints::alive));
    }
    if (path.is("metrics")) {
      return Optional.of(
          Endpoint.get(
              exchange ->
                  exchange.answer(
                      HttpStatus.OK,
                      METRICS_TYPE,
                      metrics.get().getBytes(StandardCharsets.UTF_8))));
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
