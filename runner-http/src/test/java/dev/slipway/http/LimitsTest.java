package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.OnnxFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The limits of requests")
@Timeout(60)
class LimitsTest {

  private static final int BODY = 4_096;
  private static final String RECORD = "{\"features\":[1,2,3,4]}";

  @TempDir static Path folder;

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.of(
            folder, OnnxFile.logistic(), ServerLimits.defaults().withBodyBytes(BODY).withRows(100));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static void assertAlive() throws IOException, InterruptedException {
    assertThat(server.post("/predict", RECORD).statusCode()).isEqualTo(200);
  }

  /** A record that is filled up with spaces. */
  private static byte[] body(int length) {
    return (RECORD + " ".repeat(length - RECORD.length())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static String plain(byte[] body) throws IOException {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "POST /predict HTTP/1.1\r\nhost: a\r\ncontent-length: " + body.length + "\r\n\r\n");
      return connection.send(body).readResponse();
    }
  }

  private static String chunked(byte[] body, int size, String... headers) throws IOException {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "POST /predict HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n"
              + String.join("", headers)
              + "\r\n");
      ByteArrayOutputStream chunks = new ByteArrayOutputStream();
      for (int from = 0; from < body.length; from += size) {
        int length = Math.min(size, body.length - from);
        chunks.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.UTF_8));
        chunks.write(body, from, length);
        chunks.write("\r\n".getBytes(StandardCharsets.UTF_8));
      }
      chunks.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      connection.trySend(chunks.toByteArray());
      return connection.readResponse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {BODY - 1, BODY})
  @DisplayName("let bodies in up to the limit: plain, in chunks, packed")
  void within(int length) throws Exception {
    assertThat(plain(body(length))).startsWith("HTTP/1.1 200 ");
    assertThat(chunked(body(length), 1)).startsWith("HTTP/1.1 200 ");
    assertThat(chunked(gzip(body(length)), 100, "content-encoding: gzip\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  @DisplayName("refuse one byte more, in each form")
  void beyond() throws Exception {
    assertThat(plain(body(BODY + 1))).startsWith("HTTP/1.1 413 ").contains("larger than 4096");
    assertThat(chunked(body(BODY + 1), 100)).startsWith("HTTP/1.1 413 ");
    assertThat(chunked(gzip(body(BODY + 1)), 100, "content-encoding: gzip\r\n"))
        .startsWith("HTTP/1.1 413 ");
    assertAlive();
  }

  @Test
  @DisplayName("refuse a gigabyte before any of it is sent, and a bomb while it unpacks")
  void huge() throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "POST /v2/models/m/infer HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\n"
              + "content-length: "
              + (1 << 30)
              + "\r\n\r\n");
      assertThat(connection.readText()).startsWith("HTTP/1.1 413 ").contains("\"error\":");
    }
    byte[] bomb = gzip(new byte[100_000_000]);
    assertThat(bomb.length).isLessThan(200_000);
    assertThat(chunked(bomb, 10_000, "content-encoding: gzip\r\n")).startsWith("HTTP/1.1 413 ");
    assertAlive();
  }

  @Test
  @DisplayName("refuse a stream of HTTP/2, and leave the others of its connection as they are")
  void stream() throws Exception {
    try (RawHttp2 connection = new RawHttp2(server.port())) {
      connection.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.post("/predict"));
      connection.send(RawHttp2.DATA, 0, 1, body(BODY + 1));
      byte[] refused = connection.await(RawHttp2.DATA, 1).payload();
      assertThat(new String(refused, StandardCharsets.UTF_8)).contains("larger than 4096 bytes");
      assertThat(connection.await(RawHttp2.RESET, 1).payload()).isEqualTo(RawHttp2.number(0));
      connection.trySend(RawHttp2.DATA, 0, 1, body(BODY));
      connection.post(3, "/predict", RECORD);
      assertThat(connection.await(RawHttp2.DATA, 3).payload()).isNotEmpty();
    }
    assertAlive();
  }

  @Test
  @DisplayName("end chunks without an end")
  void endless() throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send("POST /predict HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
      byte[] chunk = "5\r\n     \r\n".repeat(100).getBytes(StandardCharsets.UTF_8);
      int sent = 0;
      while (sent < 100_000 && connection.trySend(chunk)) {
        sent++;
      }
      assertThat(sent).isLessThan(100_000);
    }
    assertAlive();
  }

  @Test
  @DisplayName("bound heads: many headers, a long one, a long path")
  void heads() throws Exception {
    String many = "x-header: 0123456789\r\n".repeat(10_000);
    for (String head :
        new String[] {
          "GET /health HTTP/1.1\r\nhost: a\r\n" + many,
          "GET /health HTTP/1.1\r\nhost: a\r\nx: " + "y".repeat(100_000) + "\r\n",
          "GET /" + "y".repeat(100_000) + " HTTP/1.1\r\nhost: a\r\n",
        }) {
      try (RawConnection connection = new RawConnection(server.port())) {
        connection.trySend((head + "\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = connection.readResponse();
        assertThat(answer)
            .satisfiesAnyOf(
                text -> assertThat(text).matches("(?s)HTTP/1\\.[01] (400|414|431) .*"),
                text -> assertThat(text).isEmpty());
      }
      assertAlive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/predict", "/invocations", "/v2/models/m/infer"})
  @DisplayName("bound the nesting of JSON")
  void depth(String path) throws Exception {
    for (int depth : new int[] {65, 2_000}) {
      for (String open : new String[] {"[", "{\"a\":"}) {
        for (String around : new String[] {"%s", "{\"inputs\":[%s", "{\"parameters\":{\"a\":%s"}) {
          String body = around.formatted(open.repeat(Math.min(depth, BODY / open.length() - 20)));
          HttpResponse<String> response = server.post(path, body);
          assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        }
      }
    }
    assertAlive();
  }

  @Test
  @DisplayName("bound rows")
  void rows() throws Exception {
    String body = "[" + (RECORD + ",").repeat(100) + RECORD + "]";
    HttpResponse<String> response = server.post("/predict", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("has 101 rows, expected at most 100");
    HttpResponse<byte[]> fits =
        server.post(
            HttpRequest.newBuilder(server.uri("/predict"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "[" + (RECORD + ",").repeat(99) + RECORD + "]")));
    assertThat(fits.statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("hold 100,000 levels in a body that is large enough for them")
  void deep(@TempDir Path other) throws Exception {
    try (TestServer large = TestServer.of(other, OnnxFile.logistic())) {
      for (String path : new String[] {"/predict", "/invocations", "/v2/models/m/infer"}) {
        HttpResponse<String> response = large.post(path, "[".repeat(100_000));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        String key = "{\"" + "k".repeat(10_000_000) + "\":1}";
        assertThat(large.post(path, key).statusCode()).isEqualTo(400);
      }
    }
  }
}
