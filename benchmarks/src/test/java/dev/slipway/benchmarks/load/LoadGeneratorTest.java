package dev.slipway.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A load generator")
class LoadGeneratorTest {

  private static final HttpPost HELLO =
      HttpPost.json("/hello", "\"hello\"".getBytes(StandardCharsets.UTF_8));
  private static final Duration SHORT = Duration.ofMillis(200);

  private final Vertx vertx = Vertx.vertx();
  private final Set<String> callers = ConcurrentHashMap.newKeySet();
  private final AtomicLong requests = new AtomicLong();

  private interface Answer {
    void to(HttpServerRequest request, Buffer body);
  }

  private int serve(Answer answer) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request.bodyHandler(
                        body -> {
                          requests.incrementAndGet();
                          callers.add(request.remoteAddress().toString());
                          answer.to(request, body);
                        }));
    return server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .actualPort();
  }

  private static void echo(HttpServerRequest request, Buffer body) {
    request.response().end(body);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("returns the body of one answer")
  void once() throws Exception {
    int port = serve(LoadGeneratorTest::echo);
    assertThat(LoadGenerator.once(port, HELLO)).asString().isEqualTo("\"hello\"");
    assertThat(requests).hasValue(1);
  }

  @Test
  @DisplayName("returns one answer by gRPC's protocol, and several after each other")
  void grpc() throws Exception {
    byte[] message = new byte[20_000];
    message[19_999] = 7;
    int port =
        serve(
            (request, body) -> {
              request.response().putHeader("content-type", "application/grpc");
              request.response().putTrailer("grpc-status", "0");
              request.response().end(body);
            });
    GrpcCall call = new GrpcCall("/a.Service/Method", message);
    byte[] answer = LoadGenerator.once(port, call);
    assertThat(answer).hasSize(20_005);
    assertThat(GrpcCall.message(answer).get(5 + 19_999)).isEqualTo((byte) 7);
    try (LoadGenerator load = new LoadGenerator(port, call, 2)) {
      for (int i = 0; i < 10; i++) {
        assertThat(load.closed(Duration.ZERO, Duration.ZERO)).isPositive();
      }
    }
    assertThat(requests.get()).isGreaterThanOrEqualTo(21);
    assertThat(callers).hasSize(3);
  }

  @Test
  @DisplayName("keeps its connections, and every one of them busy")
  void closed() throws Exception {
    int port = serve(LoadGeneratorTest::echo);
    try (LoadGenerator load = new LoadGenerator(port, HELLO, 5)) {
      double perSecond = load.closed(SHORT, SHORT);
      assertThat(perSecond).isPositive();
      assertThat(requests.get()).isGreaterThanOrEqualTo(5);
      assertThat(load.closed(Duration.ZERO, SHORT)).isPositive();
    }
    assertThat(callers).hasSize(5);
  }

  @Test
  @DisplayName("sends as many requests as the rate says")
  void open() throws Exception {
    int port = serve(LoadGeneratorTest::echo);
    try (LoadGenerator load = new LoadGenerator(port, HELLO, 5)) {
      Latencies latencies = load.open(1_000, Duration.ZERO, Duration.ofSeconds(1));
      // A Poisson process: its standard deviation is the root of 1,000.
      assertThat(latencies.answers()).isBetween(800L, 1_200L).isEqualTo(requests.get());
      assertThat(latencies.median()).isPositive().isLessThanOrEqualTo(latencies.p99());
      assertThat(latencies.p99()).isLessThanOrEqualTo(latencies.p999());
    }
  }

  @Test
  @DisplayName(
      "counts from the time at which a request was to be sent, also while the server hangs")
  void hanging() throws Exception {
    AtomicReference<Long> timer = new AtomicReference<>();
    int port =
        serve(
            (request, body) -> {
              if (requests.get() == 1) {
                timer.set(vertx.setTimer(500, late -> echo(request, body)));
              } else {
                echo(request, body);
              }
            });
    try (LoadGenerator load = new LoadGenerator(port, HELLO, 1)) {
      Latencies latencies = load.open(1_000, Duration.ZERO, Duration.ofMillis(600));
      // All requests of the first 500 ms wait for the first one: more than half of all wait longer
      // than 100 ms. Counted from when they were sent, one of 600 would.
      assertThat(latencies.answers()).isGreaterThan(450);
      assertThat(latencies.median()).isGreaterThan(100);
    }
  }

  @Test
  @DisplayName("counts requests that are not answered with what they have waited")
  void silent() throws Exception {
    int port = serve((request, body) -> {});
    try (LoadGenerator load = new LoadGenerator(port, HELLO, 1, Duration.ofMillis(300))) {
      Latencies latencies = load.open(1_000, Duration.ZERO, SHORT);
      assertThat(latencies.answers()).isGreaterThan(100);
      assertThat(latencies.median()).isGreaterThan(300);
    }
  }

  @Test
  @DisplayName("has a positive rate")
  void rate() throws Exception {
    int port = serve(LoadGeneratorTest::echo);
    try (LoadGenerator load = new LoadGenerator(port, HELLO, 1)) {
      for (double perSecond : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThatThrownBy(() -> load.open(perSecond, Duration.ZERO, SHORT))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("a rate must be positive, but was " + perSecond);
      }
    }
  }

  @Test
  @DisplayName("ends where a request fails")
  void failures() throws Exception {
    int port = serve((request, body) -> request.response().setStatusCode(503).end());
    assertThatThrownBy(() -> LoadGenerator.once(port, HELLO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("HTTP/1.1 503");
    GrpcCall call = new GrpcCall("/a.Service/Method", new byte[1]);
    assertThatThrownBy(() -> LoadGenerator.once(port, call))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it failed");
    int closing = serve((request, body) -> request.connection().close());
    assertThatThrownBy(() -> LoadGenerator.once(closing, HELLO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed a connection");
    assertThatThrownBy(() -> new GrpcCall("/a.Service/Method", new byte[70_000]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("70000 bytes, expected at most 65530");
  }
}
