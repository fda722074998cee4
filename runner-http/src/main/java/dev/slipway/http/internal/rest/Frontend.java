package dev.slipway.http.internal.rest;

import dev.slipway.http.internal.log.RequestLogs;
import dev.slipway.http.internal.log.RequestTrace;
import dev.slipway.http.internal.net.StreamLimits;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.ModelRepository;
import dev.slipway.http.internal.serving.Readiness;
import dev.slipway.http.internal.serving.ServedModels;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends each request to the endpoint of its path. Used on one event loop only: each has its own.
 */
public final class Frontend implements Handler<HttpServerRequest> {

  /** Paths whose endpoints are kept, so that callers cannot fill the memory with paths. */
  private static final int MOST_KNOWN = 256;

  private static final int LONGEST_KNOWN = 256;

  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final Limits limits;
  private final Readiness readiness;
  private final RequestLogs logs;
  private final List<Endpoints> protocols;
  private final Handler<HttpServerRequest> grpc;

  /**
   * What a request may be.
   *
   * @param bodyBytes the largest body
   * @param mayControl whether requests may load and unload models
   * @param streams bounds how long a request may take from its head to the end of its body, and
   *     what else silence does not bound
   */
  public record Limits(long bodyBytes, boolean mayControl, StreamLimits streams) {}

  /**
   * What answers.
   *
   * @param models what is served
   * @param calls makes calls of requests
   * @param readiness whether the server is ready
   * @param repository what loads models
   * @param logs hear of every request
   */
  public record Serving(
      ServedModels models,
      Calls calls,
      Readiness readiness,
      Supplier<ModelRepository> repository,
      RequestLogs logs) {}

  /**
   * Creates a front end.
   *
   * @param serving what answers
   * @param limits of every request
   * @param metrics tells what was counted, for Prometheus
   * @param grpc takes requests of gRPC
   */
  public Frontend(
      Serving serving, Limits limits, Supplier<String> metrics, Handler<HttpServerRequest> grpc) {
    this.limits = limits;
    this.grpc = grpc;
    this.readiness = serving.readiness();
    this.logs = serving.logs();
    ServedModels models = serving.models();
    Calls calls = serving.calls();
    this.protocols =
        List.of(
            new OipEndpoints(models, calls, serving.readiness()),
            new RepositoryEndpoints(
                serving.repository(),
                limits.mayControl()
                    ? RepositoryEndpoints.Control.ALLOWED
                    : RepositoryEndpoints.Control.REFUSED),
            new RecordEndpoints(models, calls),
            new MlflowEndpoints(models, calls),
            new DescriptionEndpoints(models),
            new HealthEndpoints(serving.readiness(), metrics));
  }

  @Override
  public void handle(HttpServerRequest request) {
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
    if (type != null && type.startsWith("application/grpc")) {
      grpc.handle(request);
      return;
    }
    String raw = request.path() == null ? "" : request.path();
    Exchange.Errors errors =
        raw.equals("/v2") || raw.startsWith("/v2/")
            ? Exchange.Errors.PROTOCOL
            : Exchange.Errors.PROBLEM_DETAILS;
    RequestTrace trace = new RequestTrace(logs, "http", request.method().name(), raw);
    Exchange exchange = new Exchange(request, errors, trace, limits.streams());
    if (readiness.isStopping() && request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader("connection", "close");
    }
    try {
      Endpoint endpoint = endpoint(raw);
      checkMethod(exchange, endpoint);
      if (endpoint.takesBody()) {
        readBody(exchange, endpoint);
      } else {
        endpoint.run(exchange);
      }
    } catch (RuntimeException failure) {
      exchange.fail(failure);
    }
  }

  /** Returns what a path means, which hangs on nothing but the path. */
  private Endpoint endpoint(String raw) {
    Endpoint known = endpoints.get(raw);
    if (known != null) {
      return known;
    }
    Endpoint found = endpoint(Path.of(raw));
    if (endpoints.size() < MOST_KNOWN && raw.length() < LONGEST_KNOWN) {
      endpoints.put(raw, found);
    }
    return found;
  }

  private Endpoint endpoint(Path path) {
    for (Endpoints protocol : protocols) {
      Optional<Endpoint> found = protocol.find(path);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw Path.notThere();
  }

  private static void checkMethod(Exchange exchange, Endpoint endpoint) {
    HttpMethod method = exchange.request().method();
    boolean head = method.equals(HttpMethod.HEAD) && endpoint.method().equals(HttpMethod.GET);
    if (!method.equals(endpoint.method()) && !head) {
      exchange.answerHeaders().set("allow", endpoint.method().name());
      throw new RequestException(
          HttpStatus.METHOD_NOT_ALLOWED,
          "the method is " + method.name() + ", expected " + endpoint.method().name());
    }
  }

  private void readBody(Exchange exchange, Endpoint endpoint) {
    StreamLimits.Waiting arrival =
        limits.streams().arriving(exchange.receivedNanos(), () -> tooSlow(exchange, endpoint));
    exchange.request().response().closeHandler(gone -> arrival.over());
    BodyReader.read(
        exchange.request(),
        limits.bodyBytes(),
        body -> {
          arrival.over();
          try {
            endpoint.action().accept(exchange, body);
          } catch (RuntimeException failure) {
            exchange.fail(failure);
          }
        },
        failure -> {
          arrival.over();
          exchange.fail(endpoint.refusal(failure));
        });
  }

  private void tooSlow(Exchange exchange, Endpoint endpoint) {
    BodyReader.closeAfterAnswer(exchange.request());
    exchange.fail(
        endpoint.refusal(
            new RequestException(
                HttpStatus.TIMEOUT,
                "the request was not there after "
                    + limits.streams().request().toMillis()
                    + " ms, the limit here")));
  }
}
