package dev.slipway.http;

import static dev.slipway.http.RawHttp2.CONTINUATION;
import static dev.slipway.http.RawHttp2.DATA;
import static dev.slipway.http.RawHttp2.END_HEADERS;
import static dev.slipway.http.RawHttp2.END_STREAM;
import static dev.slipway.http.RawHttp2.GO_AWAY;
import static dev.slipway.http.RawHttp2.HEADERS;
import static dev.slipway.http.RawHttp2.PING;
import static dev.slipway.http.RawHttp2.RESET;
import static dev.slipway.http.RawHttp2.SETTINGS;
import static dev.slipway.http.RawHttp2.WINDOW_UPDATE;
import static dev.slipway.http.RawHttp2.frame;
import static dev.slipway.http.RawHttp2.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Speaks HTTP/2 by hand, as nobody means it to be spoken. */
@DisplayName("A flood of HTTP/2")
@Timeout(60)
class Http2FloodTest {

  /** Streams that no connection lives to see, more than all buffers on the way hold. */
  private static final int MOST = 400_000;

  @TempDir static Path folder;

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.of(folder, OnnxFile.logistic());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void isAlive() throws IOException, InterruptedException {
    assertThat(server.post("/predict", "{\"features\":[1,2,3,4]}").statusCode()).isEqualTo(200);
  }

  private static byte[] request(boolean get) {
    return get ? RawHttp2.get("/health") : RawHttp2.post("/predict");
  }

  private static RawConnection open() throws IOException {
    return new RawHttp2(server.port()).connection();
  }

  /** What came of a flood. */
  private record Outcome(boolean goAway, int answers, int resets) {}

  /** Reads frames until the server closes. */
  private static Outcome readAll(RawConnection connection) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(connection.readAll());
    boolean goAway = false;
    int answers = 0;
    int resets = 0;
    while (all.remaining() >= 9) {
      int length = ((all.get() & 0xff) << 16) + ((all.get() & 0xff) << 8) + (all.get() & 0xff);
      int type = all.get();
      all.get();
      all.getInt();
      goAway |= type == GO_AWAY;
      answers += type == HEADERS ? 1 : 0;
      resets += type == RESET ? 1 : 0;
      all.position(Math.min(all.limit(), all.position() + length));
    }
    return new Outcome(goAway, answers, resets);
  }

  @Test
  @DisplayName("is none where it is meant: a request is answered")
  void meant() throws Exception {
    try (RawConnection connection = open()) {
      connection.send(frame(HEADERS, END_STREAM | END_HEADERS, 1, request(true)));
      StringBuilder text = new StringBuilder();
      while (text.indexOf("{\"status\":\"up\"}") < 0) {
        int next = connection.read();
        assertThat(next).as(text.toString()).isNotNegative();
        text.append((char) next);
      }
    }
  }

  @Test
  @DisplayName("of streams that are opened and given up ends the connection")
  void rapidReset() throws Exception {
    try (RawConnection connection = open()) {
      int sent = 0;
      for (int stream = 1; sent < MOST && stream > 0; stream += 2) {
        byte[] opened = frame(HEADERS, END_HEADERS, stream, request(false));
        byte[] reset = frame(RESET, 0, stream, number(8));
        if (!connection.trySend(opened) || !connection.trySend(reset)) {
          break;
        }
        sent++;
      }
      assertThat(sent).isLessThan(MOST);
      readAll(connection);
    }
  }

  @Test
  @DisplayName("of requests that the server is made to give up ends the connection")
  void madeYouReset() throws Exception {
    try (RawConnection connection = open()) {
      int sent = 0;
      for (int stream = 1; sent < MOST && stream > 0; stream += 2) {
        byte[] opened = frame(HEADERS, END_HEADERS, stream, request(false));
        byte[] wrong = frame(WINDOW_UPDATE, 0, stream, number(0));
        if (!connection.trySend(opened) || !connection.trySend(wrong)) {
          break;
        }
        sent++;
      }
      assertThat(sent).isLessThan(MOST);
      readAll(connection);
    }
  }

  @Test
  @DisplayName("of a head without an end ends the connection")
  void continuation() throws Exception {
    try (RawConnection connection = open()) {
      connection.send(frame(HEADERS, 0, 1, request(true)));
      int sent = 0;
      byte[] more = frame(CONTINUATION, 0, 1, new byte[] {0x00, 1, 'a', 1, 'b'});
      while (sent < 100_000 && connection.trySend(more)) {
        sent++;
      }
      assertThat(sent).isLessThan(100_000);
      readAll(connection);
    }
  }

  @Test
  @DisplayName("of settings, or of pings, whose answers nobody reads ends the connection")
  void controls() throws Exception {
    for (byte[] control :
        new byte[][] {frame(SETTINGS, 0, 0, new byte[0]), frame(PING, 0, 0, new byte[8])}) {
      try (RawConnection connection = open()) {
        byte[] many = new byte[control.length * 1_000];
        for (int i = 0; i < 1_000; i++) {
          System.arraycopy(control, 0, many, i * control.length, control.length);
        }
        int sent = 0;
        while (sent < 2_000 && connection.trySend(many)) {
          sent++;
        }
        assertThat(sent).isLessThan(2_000);
      }
    }
  }

  @Test
  @DisplayName("of streams beyond those that it was told of is refused, stream by stream")
  void manyStreams() throws Exception {
    try (RawConnection connection = open()) {
      for (int stream = 1; stream < 2_000; stream += 2) {
        connection.trySend(frame(HEADERS, END_HEADERS, stream, request(false)));
      }
      connection.trySend(frame(GO_AWAY, 0, 0, new byte[8]));
      connection.abort();
    }
    try (RawConnection connection = open()) {
      for (int stream = 1; stream <= 2 * 300; stream += 2) {
        connection.trySend(frame(HEADERS, END_HEADERS, stream, request(false)));
      }
      for (int stream = 1; stream <= 2 * 300; stream += 2) {
        connection.trySend(frame(DATA, END_STREAM, stream, "{}".getBytes(StandardCharsets.UTF_8)));
      }
      connection.trySend(frame(GO_AWAY, 0, 0, new byte[8]));
      Outcome outcome = readAll(connection);
      assertThat(outcome.answers()).isLessThanOrEqualTo(256);
      assertThat(outcome.resets() + outcome.answers()).isPositive();
    }
  }

  @Test
  @DisplayName("of frames that are too long, or of no kind, or of no stream ends the connection")
  void malformed() throws Exception {
    byte[][] broken = {
      frame(DATA, 0, 0, new byte[10]),
      frame(HEADERS, END_HEADERS, 0, request(true)),
      frame(HEADERS, END_HEADERS, 2, request(true)),
      frame(HEADERS, END_HEADERS | END_STREAM, 1, new byte[] {(byte) 0xff, (byte) 0xff, 0x7f}),
      frame(SETTINGS, 0, 0, new byte[5]),
      frame(PING, 0, 0, new byte[7]),
      frame(WINDOW_UPDATE, 0, 0, number(0)),
      frame(CONTINUATION, END_HEADERS, 1, new byte[0]),
      ByteBuffer.allocate(9).put((byte) 0x7f).array(),
    };
    for (byte[] bytes : broken) {
      try (RawConnection connection = open()) {
        connection.send(bytes);
        connection.trySend(frame(GO_AWAY, 0, 0, new byte[8]));
        assertThat(readAll(connection).answers()).isZero();
      }
    }
  }
}
