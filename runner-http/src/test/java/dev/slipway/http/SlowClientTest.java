package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.OnnxFile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A client that is slow")
@Timeout(60)
class SlowClientTest {

  private static final String BODY = "{\"features\":[1,2,3,4]}";

  @TempDir static Path folder;

  private static TestServer server;
  private static ScheduledExecutorService timer;

  private final List<Future<?>> drips = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    timer = Executors.newSingleThreadScheduledExecutor();
    server =
        TestServer.of(
            folder,
            OnnxFile.logistic(),
            ServerLimits.defaults()
                .withRequestTime(Duration.ofMillis(400))
                .withIdleTime(Duration.ofMillis(800)));
  }

  @AfterAll
  static void stop() {
    timer.shutdownNow();
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void stopDripping() {
    drips.forEach(drip -> drip.cancel(true));
  }

  /** Sends a byte every few milliseconds for as long as the server takes them. */
  private void drip(RawConnection connection, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    AtomicInteger next = new AtomicInteger();
    drips.add(
        timer.scheduleAtFixedRate(
            () -> {
              byte[] one = {bytes[next.getAndIncrement() % bytes.length]};
              if (!connection.trySend(one)) {
                throw new IllegalStateException("the connection is closed, which ends this task");
              }
            },
            0,
            20,
            TimeUnit.MILLISECONDS));
  }

  /** Asks on a connection of its own: one that a client kept may just be closed as silent. */
  private static void assertAlive() throws IOException {
    try (RawConnection connection = new RawConnection(server.port())) {
      assertThat(connection.post("/predict", BODY).readResponse()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  @DisplayName("with the head of its request is closed, however steadily its bytes come")
  void head() throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send("POST /predict HTTP/1.1\r\n");
      drip(connection, "x-a: b\r\n");
      assertThat(connection.readText()).isEmpty();
    }
    assertAlive();
  }

  @Test
  @DisplayName("with the head of its second request is closed, too")
  void secondHead() throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      assertThat(connection.post("/predict", BODY).readResponse()).startsWith("HTTP/1.1 200 ");
      connection.send("POST /predict HTTP/1.1\r\n");
      drip(connection, "x-a: b\r\n");
      assertThat(connection.readText()).isEmpty();
    }
    assertAlive();
  }

  @Test
  @DisplayName("with its body is told so, and closed")
  void body() throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send("POST /predict HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\r\n");
      drip(connection, " ");
      String answer = connection.readText();
      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("was not there after 400 ms");
    }
    assertAlive();
  }

  @Test
  @DisplayName("with its message of gRPC is told so, and its stream ends")
  void message() {
    Vertx vertx = Vertx.vertx();
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
    try {
      HttpClientRequest request =
          Futures.await(
              client.request(
                  HttpMethod.POST,
                  server.port(),
                  "127.0.0.1",
                  "/inference.GRPCInferenceService/ModelInfer"));
      request.putHeader("content-type", "application/grpc").putHeader("te", "trailers");
      Futures.await(request.setChunked(true).write(Buffer.buffer(new byte[3])));
      HttpClientResponse response = Futures.await(request.response());
      assertThat(response.getHeader("grpc-status")).isEqualTo("8");
      assertThat(response.getHeader("grpc-message"))
          .isEqualTo("the message was not there after 400 ms, the limit here");
    } finally {
      Futures.await(client.close());
      Futures.await(vertx.close());
    }
  }

  @Test
  @DisplayName("and says nothing is closed")
  void silent() throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      assertThat(connection.readText()).isEmpty();
    }
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send("PRI * HTTP/2.0\r\n");
      assertThat(connection.readText()).isEmpty();
    }
    assertAlive();
  }
}
