package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A malformed request")
class MalformedRequestTest {

  private static final String INFER = "/v2/models/m/infer";
  private static final String REQUEST =
      "{\"id\":\"a\",\"inputs\":[{\"name\":\"features\",\"shape\":[1,4],\"datatype\":\"FP32\","
          + "\"data\":[1,2,3,4.5]}],\"outputs\":[{\"name\":\"probabilities\"}]}";
  private static final String RAW =
      "{\"inputs\":[{\"name\":\"features\",\"shape\":[1,4],\"datatype\":\"FP32\","
          + "\"parameters\":{\"binary_data_size\":16}}]}";

  private static final String CHUNKED =
      "POST /predict HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n";

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

  private static HttpResponse<byte[]> post(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return server.post(request);
  }

  /** Nothing of the inside: no class, no path, no trace, no address. */
  private static void assertClean(HttpResponse<byte[]> response) {
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .doesNotContain("dev.slipway", "java.", "io.vertx", "com.fasterxml", "Exception", "\tat ")
        .doesNotContain(folder.toString())
        .doesNotContainPattern("@[0-9a-f]{6,}");
  }

  private static void assertRefused(HttpResponse<byte[]> response) {
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(400);
    assertClean(response);
  }

  @Test
  @DisplayName("that is cut off anywhere is refused")
  void truncated() throws Exception {
    byte[] whole = REQUEST.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      assertRefused(post(INFER, Arrays.copyOf(whole, length)));
    }
    byte[] record = "{\"features\":[1,2,3,4.5]}".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < record.length; length++) {
      assertRefused(post("/predict", Arrays.copyOf(record, length)));
      assertRefused(post("/invocations", Arrays.copyOf(record, length)));
    }
  }

  @Test
  @DisplayName("with bytes changed at random is answered or refused, never a fault of the server")
  void mutated() throws Exception {
    boolean full = Boolean.getBoolean("slipway.full");
    Random random = new Random(6);
    String[] paths = {INFER, "/predict", "/invocations", "/v2/repository/index"};
    String[] bodies = {
      REQUEST, "[{\"features\":[1,2,3,4.5]}]", "{\"instances\":[{\"features\":[1,2,3,4]}]}", "{}"
    };
    for (int i = 0; i < (full ? 200_000 : 3_000); i++) {
      int which = random.nextInt(paths.length);
      byte[] body = bodies[which].getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(4); change >= 0; change--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      HttpResponse<byte[]> response = post(paths[which], body);
      assertThat(response.statusCode()).as(() -> Arrays.toString(body)).isIn(200, 400);
      assertClean(response);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "true",
        "5",
        "\"text\"",
        "[]",
        "{}",
        "{\"inputs\":null}",
        "{\"inputs\":{}}",
        "{\"inputs\":[]}",
        "{\"inputs\":[null]}",
        "{\"inputs\":[{}]}",
        "{\"inputs\":[{\"name\":1,\"shape\":\"x\",\"datatype\":[],\"data\":{}}]}",
        "{\"inputs\":[],\"inputs\":[]}",
        "{\"outputs\":[{\"name\":\"nothing\"}]}",
        "{\"id\":5}",
        "{\"parameters\":[]}",
        "{\"inputs\":[]} {}",
        "\ufeff[",
        "{'inputs':[]}",
        "{\"inputs\":[NaN]}",
        "// comment\n{}",
      })
  @DisplayName("of any other shape is refused")
  void shapes(String body) throws Exception {
    assertRefused(post(INFER, body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("of broken UTF-8 is refused")
  void encoding() throws Exception {
    String name =
        "{\"inputs\":[{\"name\":\"%s\",\"shape\":[1,4],\"datatype\":\"FP32\",\"data\":[1,2,3,4]}]}";
    for (String broken :
        new String[] {"\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00ff", "\u00e2\u0082"}) {
      assertRefused(post(INFER, name.formatted(broken).getBytes(StandardCharsets.ISO_8859_1)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | from 0",
        "-9223372036854775808 | no whole number",
        "100000 | from 0",
        "2147483648 | no whole number",
        "99999999999999999999 | no whole number",
        "x | no whole number",
        "1.5 | no whole number",
        "0 | no JSON object",
        "3 | not JSON",
      })
  @DisplayName("with a lie about the length of its JSON is refused")
  void jsonLength(String length, String message) throws Exception {
    HttpResponse<byte[]> response =
        post(INFER, raw(RAW, 16), "Inference-Header-Content-Length", length);

    assertRefused(response);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains(message);
  }

  private static byte[] raw(String json, int bytes) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(text.length + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(text)
        .array();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16 | 15",
        "16 | 17",
        "16 | 0",
        "0 | 16",
        "0 | 0",
        "12 | 12",
        "20 | 20",
        "-1 | 16",
        "9223372036854775807 | 16",
        "2147483648 | 16",
        "1.5 | 16",
        "\"16\" | 16",
        "null | 16",
        "99999999999999999999 | 16",
      })
  @DisplayName("with sizes of raw data that do not add up is refused")
  void rawSizes(String said, int sent) throws Exception {
    String json = RAW.replace(":16}", ":" + said + "}");

    assertRefused(
        post(
            INFER,
            raw(json, sent),
            "Inference-Header-Content-Length",
            Integer.toString(json.length())));
  }

  @Test
  @DisplayName("with raw data is answered where everything adds up")
  void rawData() throws Exception {
    HttpResponse<byte[]> response =
        post(
            INFER, raw(RAW, 16), "Inference-Header-Content-Length", Integer.toString(RAW.length()));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/models/%2e%2e%2fm",
        "/v2/models/..%2f..%2fetc%2fpasswd",
        "/v2/models/..;/m",
        "/v2/models/m%00",
        "/v2/models/m/../m",
        "/v2/models/%2e%2e/m",
        "/v2/models/m/versions/%2e%2e",
        "/v2/models//m",
        "/v2/models/m%2fversions%2f7",
        "/v2/models/m%5c..%5cm",
        "/../../etc/passwd",
        "/v2/models/%ff%fe",
        "/v2/models/m/versions/-1",
        "/v2/models/m/versions/7%20",
        "/v2/repository/models/..%2fm/load",
        "/models/m/predict/../../../x",
      })
  @DisplayName("of a path that means to leave its place finds nothing")
  void paths(String path) throws Exception {
    for (String method : new String[] {"GET", "POST"}) {
      try (RawConnection connection = new RawConnection(server.port())) {
        String answer =
            connection
                .send(method + " " + path + " HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}")
                .readResponse();
        assertThat(answer).as(path).matches("(?s)HTTP/1\\.1 (404|405|400|403) .*");
        assertThat(answer).doesNotContain("root:", "dev.slipway", folder.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /predict HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\nabcde",
        "POST /predict HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
        "POST /predict HTTP/1.1\r\nhost: a\r\ncontent-length: 1x\r\n\r\na",
        CHUNKED + "zz\r\nabc\r\n0\r\n\r\n",
        CHUNKED + "fffffffffffffffff\r\nabc",
        "GET /health\r\n\r\n",
        "GARBAGE\r\n\r\n",
        "GET /health HTTP/9.9\r\n\r\n",
        "GET /health HTTP/1.1\r\nhost: a\r\nbad header: 1\r\n\r\n",
        "GET /health HTTP/1.1\r\nhost: a\r\nx: a\u0000b\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
      })
  @DisplayName("of bytes that are no HTTP is refused, and its connection closed")
  void protocol(String bytes) throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(bytes);
      String answer = connection.readText();
      assertThat(answer)
          .satisfiesAnyOf(
              text -> assertThat(text).matches("(?s)HTTP/[0-9]\\.[0-9] (400|404|505|501|408) .*"),
              text -> assertThat(text).isEmpty());
    }
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("with two lengths of its body smuggles no second request in")
  void smuggling() throws Exception {
    String smuggled = "GET /v2/smuggled HTTP/1.1\r\nhost: a\r\n\r\n";
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "POST /predict HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n"
              + "transfer-encoding: chunked\r\n\r\n0\r\n\r\n"
              + smuggled);
      String answers = connection.readText();
      assertThat(answers).startsWith("HTTP/1.1 400 ");
      assertThat(answers.split("HTTP/1.1 ", -1)).as(answers).hasSize(2);
    }
  }
}
