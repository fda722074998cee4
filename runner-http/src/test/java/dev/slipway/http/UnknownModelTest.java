package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.testing.OnnxFile;
import io.grpc.Status;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A model, or a version, that is not served is told before anything else is")
class UnknownModelTest {

  @TempDir static Path folder;

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.of(folder, OnnxFile.logistic(), ServerLimits.defaults().withBodyBytes(1_000));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/models/n/infer",
        "/v2/models/m/versions/8/infer",
        "/models/n/predict",
        "/models/m/versions/8/predict",
      })
  @DisplayName("by REST, whatever the body is")
  void rest(String path) throws Exception {
    for (String body :
        new String[] {
          "", "{}", "not JSON", "{\"inputs\":[]}", "{\"inputs\":[{\"name\":5}]}", " ".repeat(2_000)
        }) {
      HttpResponse<byte[]> response =
          server.post(
              HttpRequest.newBuilder(server.uri(path))
                  .header("Inference-Header-Content-Length", "many")
                  .POST(HttpRequest.BodyPublishers.ofString(body)));
      assertThat(response.statusCode()).as(body).isEqualTo(404);
      assertThat(new String(response.body(), StandardCharsets.UTF_8))
          .containsAnyOf("Cannot find model 'n'", "Cannot find version '8' of model 'm'")
          .contains("is not served, expected one of");
    }
  }

  @Test
  @DisplayName("by REST, also where the body does not arrive in time, or its type is no known one")
  void restLate(@TempDir Path other) throws Exception {
    ServerLimits limits = ServerLimits.defaults().withRequestTime(Duration.ofMillis(100));
    try (TestServer hurried = TestServer.of(other, OnnxFile.logistic(), limits);
        RawConnection connection = new RawConnection(hurried.port())) {
      connection.send("POST /v2/models/n/infer HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{");
      assertThat(connection.readText()).startsWith("HTTP/1.1 404 ").contains("Cannot find model");
    }
    try (InferenceServer none =
            InferenceServer.builder()
                .port(0)
                .lameDuckTime(Duration.ZERO)
                .model("a", server.predictor())
                .model("b", server.predictor())
                .start();
        RawConnection connection = new RawConnection(none.port())) {
      connection.post("/invocations", "x", "content-type: text/plain");
      assertThat(connection.readResponse())
          .startsWith("HTTP/1.1 404 ")
          .contains("several models are served");
    }
  }

  @Test
  @DisplayName("by gRPC, also without inputs or with raw data that nothing asks for")
  void grpc() throws Exception {
    try (GrpcCaller caller = new GrpcCaller(server.port())) {
      ModelInferRequest.Builder request = ModelInferRequest.newBuilder();
      for (ModelInferRequest.Builder asked :
          new ModelInferRequest.Builder[] {
            request.clone().setModelName("n"),
            request.clone().setModelName("m").setModelVersion("8"),
            request.clone().setModelName("n").addRawInputContents(ByteString.copyFromUtf8("x")),
            request
                .clone()
                .setModelName("n")
                .addInputs(ModelInferRequest.InferInputTensor.newBuilder().setDatatype("FP99")),
          }) {
        Status status = caller.refused(asked.build());
        assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(status.getDescription()).contains("is not served, expected one of");
      }
    }
  }
}
