package dev.slipway.registry.mlflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * A server that speaks MLflow's REST API on a loopback port. It takes no method, no parameter and
 * no field that MLflow does not know, and notes each such request as a violation; tests end by
 * asking that there was none. Faults are put before its answers.
 */
final class MlflowServer implements AutoCloseable {

  static {
    // Otherwise small answers wait 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  final MlflowState state = new MlflowState();

  /** Requests that MLflow would not have understood. */
  final List<String> violations = new CopyOnWriteArrayList<>();

  /** All requests, as method, path and query. */
  final List<Seen> requests = new CopyOnWriteArrayList<>();

  private final ConcurrentLinkedDeque<Fault> faults = new ConcurrentLinkedDeque<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Optional<String> authorization = Optional.empty();

  MlflowServer() {
    this(0);
  }

  MlflowServer(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A request as it came. */
  record Seen(String method, String path, String query, Map<String, String> headers, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    boolean is(String method_, String part) {
      return method.equals(method_) && path.contains(part);
    }
  }

  /** An answer. */
  record Reply(int status, Map<String, String> headers, byte[] body) {

    static Reply json(int status, String json) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json"),
          json.getBytes(StandardCharsets.UTF_8));
    }

    static Reply html(int status) {
      return new Reply(
          status,
          Map.of("Content-Type", "text/html; charset=utf-8"),
          "<!DOCTYPE html><html><body>Sign in</body></html>".getBytes(StandardCharsets.UTF_8));
    }

    static Reply status(int status, String header, String value) {
      return new Reply(status, header.isEmpty() ? Map.of() : Map.of(header, value), new byte[0]);
    }
  }

  private record Fault(Predicate<Seen> when, Reply reply, int[] times) {}

  /** Answers the next requests that fit with something else. */
  void fault(int times, Predicate<Seen> when, Reply reply) {
    faults.add(new Fault(when, reply, new int[] {times}));
  }

  /** Lets in only who shows this. */
  void requireAuthorization(String header) {
    authorization = Optional.of(header);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String address() {
    return "http://127.0.0.1:" + port();
  }

  String location() {
    return "mlflow+" + address();
  }

  /** Returns how many requests there were. */
  long count(String method, String part) {
    return requests.stream().filter(seen -> seen.is(method, part)).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Seen seen = seen(exchange);
      requests.add(seen);
      Reply reply = reply(seen);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      if (reply.body().length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(reply.body());
        }
      }
    }
  }

  private static Seen seen(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    String query = exchange.getRequestURI().getRawQuery();
    return new Seen(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query == null ? "" : query,
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  private Reply reply(Seen seen) {
    for (Fault fault : faults) {
      if (fault.when().test(seen)) {
        synchronized (fault.times()) {
          if (fault.times()[0] > 0) {
            fault.times()[0]--;
            return fault.reply();
          }
        }
      }
    }
    if (authorization.isPresent()
        && !authorization.get().equals(seen.headers().get("Authorization"))) {
      // mlflow/server/auth: a text and WWW-Authenticate.
      return new Reply(
          401,
          Map.of("WWW-Authenticate", "Basic realm=\"mlflow\"", "Content-Type", "text/plain"),
          "You are not authenticated.".getBytes(StandardCharsets.UTF_8));
    }
    try {
      return new MlflowEndpoints(state).answer(seen);
    } catch (MlflowState.Refusal refusal) {
      if (refusal.isViolation()) {
        violations.add(
            seen.method() + " " + seen.path() + "?" + seen.query() + ": " + refusal.getMessage());
      }
      return refusal.reply();
    } catch (RuntimeException broken) {
      violations.add(seen.method() + " " + seen.path() + ": " + broken);
      return Reply.json(
          500, "{\"error_code\": \"INTERNAL_ERROR\", \"message\": \"broken test server\"}");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
