package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An invocation")
class CsvInvocationTest {

  @TempDir static Path folder;

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.of(
            folder,
            OnnxFile.logistic(),
            "signature:",
            "  inputs:",
            "    - {name: a, type: float64}",
            "    - {name: b, type: int64, required: false}",
            "    - {name: c, type: float64}",
            "    - {name: d, type: bool}",
            "features: [a, b, c, d]",
            "steps: [{type: impute, column: b, value: 2}]");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static HttpResponse<byte[]> csv(String body) throws IOException, InterruptedException {
    return server.post(
        HttpRequest.newBuilder(server.uri("/invocations"))
            .header("content-type", "text/csv; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("of CSV is answered as the same records of JSON; columns in any order, some empty")
  void sameAnswers() throws Exception {
    HttpResponse<byte[]> csv =
        csv(
            """
            d,more,c,a,b
            1,x,3.5,1e0,2
            true,"y,""z",-1,+0.25,
            False,,3,1,9007199254740993
            """);
    String json =
        server
            .post(
                "/invocations",
                "{\"dataframe_records\":[{\"a\":1,\"b\":2,\"c\":3.5,\"d\":true},"
                    + "{\"a\":0.25,\"c\":-1,\"d\":true},"
                    + "{\"a\":1,\"b\":9007199254740993,\"c\":3,\"d\":false}]}")
            .body();

    assertThat(csv.statusCode()).as(text(csv)).isEqualTo(200);
    assertThat(json).startsWith("{\"predictions\":[{");
    assertThat(text(csv)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "''                     | is empty",
        "'x,y\\n1,2\\n'         | none of the columns",
        "'a,a\\n1,2\\n'         | twice",
        "'a,c,d\\n1,2\\n'       | expected 3",
        "'a,c,d\\n1,x,1\\n'     | /0/c",
        "'a,b,c,d\\n1,1.5,1,1\\n' | /0/b",
        "'a,c,d\\n1,1,maybe\\n' | /0/d",
      })
  @DisplayName("of CSV is refused with its place")
  void refused(String body, String place) throws Exception {
    HttpResponse<byte[]> response = csv(body.replace("\\n", "\n"));

    assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
    assertThat(text(response)).contains(place);
  }

  @Test
  @DisplayName("of another type is refused")
  void otherType() throws Exception {
    HttpResponse<byte[]> response =
        server.post(
            HttpRequest.newBuilder(server.uri("/invocations"))
                .header("content-type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<a/>")));

    assertThat(response.statusCode()).isEqualTo(415);
  }
}
