package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.OnnxFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Bodies that are packed")
@Timeout(60)
class ContentCodingTest {

  private static final byte[] RECORD = "{\"features\":[1,2,3,4]}".getBytes(StandardCharsets.UTF_8);
  private static final int LIMIT = 4_096;

  @TempDir static Path folder;

  private static TestServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.of(folder, OnnxFile.logistic(), ServerLimits.defaults().withBodyBytes(LIMIT));
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> post(HttpClient.Version version, String coding, byte[] body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/predict"))
            .version(version)
            .header("content-encoding", coding)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String coding, byte[] body) throws Exception {
    return post(HttpClient.Version.HTTP_1_1, coding, body);
  }

  private static byte[] deflated(byte[] plain, boolean headless) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, headless);
    try (OutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(plain);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  @DisplayName("are unpacked, by either version of HTTP")
  void unpacked(HttpClient.Version version) throws Exception {
    String plain = post(version, "identity", RECORD).body();
    assertThat(plain).contains("probabilities");
    assertThat(post(version, "gzip", gzip(RECORD)).body()).isEqualTo(plain);
    assertThat(post(version, "X-GZip", gzip(RECORD)).body()).isEqualTo(plain);
    assertThat(post(version, "deflate", deflated(RECORD, false)).body()).isEqualTo(plain);
    assertThat(post(version, "deflate", deflated(RECORD, true)).body()).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, gzip"})
  @DisplayName("are refused where the coding is another, or several")
  void others(String coding) throws Exception {
    HttpResponse<String> answer = post(coding, RECORD);
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("'" + coding + "'", "expected gzip, deflate or identity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  @DisplayName("are refused where they are damaged, cut off, plain or empty")
  void damaged(String coding) throws Exception {
    byte[] packed = coding.equals("gzip") ? gzip(RECORD) : deflated(RECORD, false);
    byte[] flipped = packed.clone();
    flipped[packed.length / 2] ^= 0x55;
    for (byte[] body :
        new byte[][] {flipped, Arrays.copyOf(packed, packed.length - 6), RECORD, {}}) {
      HttpResponse<String> answer = post(coding, body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("cannot be unpacked as " + coding);
    }
  }

  @Test
  @DisplayName("are refused where they unpack to more than a body may be")
  void bomb() throws Exception {
    byte[] zeros = new byte[3_000_000];
    for (HttpResponse<String> answer :
        List.of(post("gzip", gzip(zeros)), post("deflate", deflated(zeros, false)))) {
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("unpacks to more than " + LIMIT);
    }
  }
}
