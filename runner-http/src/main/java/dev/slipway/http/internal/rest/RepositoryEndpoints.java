package dev.slipway.http.internal.rest;

import dev.slipway.http.internal.serving.ModelRepository;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The protocol's model repository extension; loading and unloading only where it is allowed. */
final class RepositoryEndpoints implements Endpoints {

  private final Supplier<ModelRepository> repository;
  private final boolean controlled;

  RepositoryEndpoints(Supplier<ModelRepository> repository, Control control) {
    this.repository = repository;
    this.controlled = control == Control.ALLOWED;
  }

  /** Whether callers may load and unload models. */
  enum Control {
    /** Any caller may. */
    ALLOWED,
    /** No caller may. */
    REFUSED
  }

  @Override
  public Optional<Endpoint> find(Path path) {
    if (path.is("v2", "repository", "index")) {
      return Optional.of(Endpoint.post((exchange, body) -> exchange.json(index())));
    }
    if (path.is("v2", "repository", "models", "*", "load")) {
      return Optional.of(
          controlling(exchange -> repository.get().load(path.at(3), ended(exchange))));
    }
    if (path.is("v2", "repository", "models", "*", "unload")) {
      return Optional.of(
          controlling(exchange -> repository.get().unload(path.at(3), ended(exchange))));
    }
    return Optional.empty();
  }

  private Endpoint controlling(Consumer<Exchange> action) {
    return Endpoint.post(
        (exchange, body) -> {
          if (!controlled) {
            throw new RequestException(
                HttpStatus.FORBIDDEN,
                "loading and unloading is not allowed here (the server's operator can allow it)");
          }
          action.accept(exchange);
        });
  }

  private static ModelRepository.Completion ended(Exchange exchange) {
    return new ModelRepository.Completion() {
      @Override
      public void done() {
        exchange.executor().execute(() -> exchange.json(JsonBody.object(json -> {})));
      }

      @Override
      public void failed(RuntimeException failure) {
        exchange.executor().execute(() -> exchange.fail(failure));
      }
    };
  }

  private byte[] index() {
    List<ModelRepository.State> states = repository.get().index();
    return JsonBody.of(
        json -> {
          json.writeStartArray();
          for (ModelRepository.State state : states) {
            json.writeStartObject();
            json.writeStringField("name", state.name());
            json.writeStringField("version", state.version());
            json.writeStringField("state", state.isReady() ? "READY" : "UNAVAILABLE");
            json.writeStringField("reason", state.isReady() ? "" : "the server's log says why");
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
