package dev.slipway.http;

import static dev.slipway.http.RawHttp2.DATA;
import static dev.slipway.http.RawHttp2.HEADERS;
import static dev.slipway.http.RawHttp2.INITIAL_WINDOW_SIZE;
import static dev.slipway.http.RawHttp2.PING;
import static dev.slipway.http.RawHttp2.RESET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An answer that its caller does not take")
@Timeout(60)
class GoneCallerTest {

  private static final String BODY = "{\"features\":[1,2,3,4]}";

  /** Rows whose answer is larger than what sockets hold. */
  private static final int ROWS = 200_000;

  @TempDir static Path folder;

  private static TestServer server;
  private static ScheduledExecutorService timer;

  private @Nullable Future<?> pings;

  @BeforeAll
  static void start() throws IOException {
    timer = Executors.newSingleThreadScheduledExecutor();
    server =
        TestServer.of(
            folder,
            OnnxFile.logistic(),
            ServerLimits.defaults().withIdleTime(Duration.ofMillis(600)));
  }

  @AfterAll
  static void stop() {
    timer.shutdownNow();
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void stopPings() {
    if (pings != null) {
      pings.cancel(true);
    }
  }

  /** Asks on a connection of its own: one that a client kept may just be closed as silent. */
  @AfterEach
  void isAlive() throws IOException {
    try (RawConnection connection = new RawConnection(server.port())) {
      assertThat(connection.post("/predict", BODY).readResponse()).startsWith("HTTP/1.1 200 ");
    }
  }

  /** Keeps a connection from being silent for as long as it is open. */
  private void ping(RawHttp2 connection) {
    pings =
        timer.scheduleAtFixedRate(
            () -> connection.trySend(PING, 0, 0, new byte[8]), 0, 50, TimeUnit.MILLISECONDS);
  }

  private static String large() {
    StringBuilder body =
        new StringBuilder("{\"inputs\":[{\"name\":\"features\",\"datatype\":\"FP32\",\"shape\":[")
            .append(ROWS)
            .append(",4],\"data\":[");
    for (int row = 0; row < ROWS; row++) {
      body.append(row == 0 ? "" : ",").append(row % 7).append(",2,3,4");
    }
    return body.append("]}]}").toString();
  }

  @Test
  @DisplayName("waits for a window, and is whole then")
  void waits() throws Exception {
    try (RawHttp2 connection = new RawHttp2(server.port(), INITIAL_WINDOW_SIZE, 0)) {
      connection.post(1, "/predict", BODY).send(PING, 0, 0, new byte[8]).await(PING, 0);
      byte[] first = connection.open(1, 10).await(DATA, 1).payload();
      assertThat(first).hasSize(10);
      byte[] rest = connection.open(1, 10_000).await(DATA, 1).payload();
      assertThat(
              new String(first, StandardCharsets.UTF_8) + new String(rest, StandardCharsets.UTF_8))
          .startsWith("{\"")
          .endsWith("}\n");
    }
  }

  @Test
  @DisplayName("is given up where its window never opens, although the connection is busy")
  void noWindow() throws Exception {
    try (RawHttp2 connection = new RawHttp2(server.port(), INITIAL_WINDOW_SIZE, 0)) {
      ping(connection);
      for (int stream = 1; stream < 40; stream += 2) {
        connection.post(stream, "/predict", BODY);
      }
      for (int reset = 0; reset < 20; ) {
        RawHttp2.Frame frame = connection.read();
        assertThat(frame.type()).isNotEqualTo(DATA);
        reset += frame.type() == RESET ? 1 : 0;
      }
      connection.post(41, "/predict", BODY).await(HEADERS, 41);
      assertThat(connection.open(41, 10_000).await(DATA, 41).payload()).isNotEmpty();
    }
  }

  @Test
  @DisplayName("ends its connection where that is silent, too")
  void silent() throws Exception {
    try (RawHttp2 connection = new RawHttp2(server.port(), INITIAL_WINDOW_SIZE, 0)) {
      connection.post(1, "/predict", BODY);
      assertThatThrownBy(() -> connection.await(DATA, 1)).hasMessageContaining("closed");
    }
  }

  @Test
  @DisplayName("is sent, and harms nobody, where the caller says that it takes one byte of headers")
  void noHeaders() throws Exception {
    try (RawHttp2 connection = new RawHttp2(server.port(), RawHttp2.MAX_HEADER_LIST_SIZE, 1)) {
      for (int stream = 1; stream < 20; stream += 2) {
        assertThat(connection.post(stream, "/predict", BODY).await(DATA, stream).payload())
            .isNotEmpty();
      }
    }
  }

  @Test
  @DisplayName("of many rows harms nobody where its caller goes in the middle of it")
  void goneInTheMiddle() throws Exception {
    String body = large();
    for (int i = 0; i < 3; i++) {
      try (RawConnection connection = new RawConnection(server.port())) {
        connection.post("/v2/models/m/infer", body);
        assertThat(connection.read()).isEqualTo('H');
        connection.abort();
      }
    }
  }

  @Test
  @DisplayName("of many rows harms nobody where its stream is given up in the middle of it")
  void resetInTheMiddle() throws Exception {
    try (RawHttp2 connection = new RawHttp2(server.port())) {
      byte[] body = large().getBytes(StandardCharsets.UTF_8);
      assertThat(body.length).isGreaterThan(1_000_000);
      connection.send(HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.post("/v2/models/m/infer"));
      sendAll(connection, body);
      connection.await(DATA, 1);
      connection.send(RESET, 0, 1, RawHttp2.number(8));
      connection.open(0, 1_000_000);
      connection.post(3, "/predict", BODY);
      assertThat(connection.await(DATA, 3).payload()).isNotEmpty();
    }
  }

  /** Sends a body on stream 1 as fast as the server's windows let it. */
  private static void sendAll(RawHttp2 connection, byte[] body) throws IOException {
    int frame = 16_384;
    int window = 65_535;
    for (int from = 0; from < body.length; from += frame) {
      int length = Math.min(frame, body.length - from);
      while (window < length) {
        RawHttp2.Frame update = connection.await(RawHttp2.WINDOW_UPDATE, 0);
        window += ByteBuffer.wrap(update.payload()).getInt();
      }
      window -= length;
      byte[] part = Arrays.copyOfRange(body, from, from + length);
      int flags = from + length == body.length ? RawHttp2.END_STREAM : 0;
      connection.send(DATA, flags, 1, part);
    }
  }
}
