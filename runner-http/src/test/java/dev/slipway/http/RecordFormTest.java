package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The typed form answers")
@Timeout(60)
class RecordFormTest {

  @TempDir static Path folder;

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.of(
            folder,
            new OnnxFile()
                .input("a", DataType.FLOAT, OnnxFile.FREE, 1)
                .output("b", DataType.FLOAT, OnnxFile.FREE, 1)
                .node("Identity", List.of("a"), List.of("b")));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one record by one | {\"a\":[1]} | {\"b\":[1.0],V}",
        "a list by a list | [{\"a\":[1]},{\"a\":[2]}] | [{\"b\":[1.0],V},{\"b\":[2.0],V}]",
        "a list of one by a list | [{\"a\":[1]}] | [{\"b\":[1.0],V}]",
        "columns by a list | {\"a\":[[1],[2]]} | [{\"b\":[1.0],V},{\"b\":[2.0],V}]",
        "columns of one row by a record | {\"a\":[[1]]} | {\"b\":[1.0],V}",
        "an empty list by one | [] | []",
        "another layout by a list | {\"inputs\":[{\"a\":[1]},{\"a\":[2]}]} | [{\"b\":[1.0],V},{\"b\":[2.0],V}]",
      })
  @DisplayName("each with the version")
  void forms(String name, String body, String expected) throws Exception {
    HttpResponse<String> answer = server.post("/predict", body);
    assertThat(answer.statusCode()).as(name).isEqualTo(200);
    String version = answer.body().replaceAll("(?s).*(\"model_version\":\"[^\"]*\").*", "$1");
    assertThat(answer.body().strip()).isEqualTo(expected.replace("V", version));
  }

  @Test
  @DisplayName("what is no text in any encoding as invalid input")
  void encoding() throws Exception {
    for (byte[] body :
        new byte[][] {{0, 0, -1, -2, 1, 2, 3, 4}, {-1, -2, 0, 0}, {0, 0, 0, 0}, {(byte) 0xc3}}) {
      HttpResponse<byte[]> answer =
          server.post(
              HttpRequest.newBuilder(server.uri("/predict"))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("INVALID_INPUT");
    }
  }
}
