package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.slipway.oip.messages.InferTensorContents;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferRequest.InferInputTensor;
import dev.slipway.oip.messages.ModelInferRequest.InferRequestedOutputTensor;
import dev.slipway.testing.OnnxFile;
import io.grpc.Status;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request with several mistakes hears of all of them at once")
class AllMistakesTest {

  @TempDir static Path folder;

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.of(
            folder,
            new OnnxFile()
                .input("distance", DataType.FLOAT, OnnxFile.FREE, 1)
                .input("duration", DataType.FLOAT, OnnxFile.FREE, 1)
                .output("speed", DataType.FLOAT, OnnxFile.FREE, 1)
                .node("Div", List.of("distance", "duration"), List.of("speed")));
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
        "{'distance':['far']} | '/distance/0' | ''",
        "[{'distance':['far']},{'distance':[1]}] | '/0/distance/0' | '/0'",
        "[{'distance':['far'],'duratoin':[1]}] | '/0/distance/0' | '/0'",
        "{'distance':[1e999],'duratoin':[1]} | '/distance/0' | ''",
        "{'dataframe_records':[{'distance':['far']}]} | '/dataframe_records/0/distance/0' |"
            + " '/dataframe_records/0'",
        "{'inputs':{'distance':[['far']]}} | '/inputs/distance/0/0' | '/inputs'",
        "{'dataframe_split':{'columns':['distance'],'data':[[['far']]]}} |"
            + " '/dataframe_split/data/0/0/0' | '/dataframe_split/data'",
      })
  @DisplayName("as records: what cannot be read does not hide what is missing")
  void records(String body, String unreadable, String lacking) throws Exception {
    HttpResponse<String> response =
        server.post(
            body.contains("inputs") || body.contains("dataframe") ? "/invocations" : "/predict",
            body.replace('\'', '"'));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("{\"pointer\":\"" + unreadable + "\",\"detail\":\"is ")
        .contains("{\"pointer\":\"" + lacking + "\",\"detail\":\"has no 'duration', expected ");
    if (body.contains("duratoin")) {
      assertThat(response.body()).contains("(did you mean it by 'duratoin'?)");
    }
  }

  @Test
  @DisplayName("as records: what is missing has a place where nothing else is wrong, too")
  void missingOnly() throws Exception {
    assertThat(server.post("/predict", "[{\"distance\":[1]},{\"distance\":[2]}]").body())
        .contains("{\"pointer\":\"/0\",\"detail\":\"has no 'duration', expected duration: float32");
  }

  @Test
  @DisplayName("as tensors of JSON")
  void tensors() throws Exception {
    HttpResponse<String> response =
        server.post(
            "/v2/models/m/infer",
            "{\"inputs\":["
                + "{\"name\":\"distance\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[\"far\"]},"
                + "{\"name\":\"duratoin\",\"datatype\":\"FP99\",\"shape\":[1],\"data\":[1]},"
                + "5],\"outputs\":[{},{\"name\":\"sped\"}]}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("7 problems")
        .contains("/inputs/0/data: element 0 is far, expected FP32")
        .contains("/inputs/1/datatype: is 'FP99', expected one of ")
        .contains("/inputs/1/name: 'duratoin' is unknown, expected one of [distance, duration]")
        .contains("/inputs/2: is no object")
        .contains("/inputs: has no 'duration', expected FP32 of shape [-1, 1]")
        .contains("/outputs/0: has no name")
        .contains("/outputs/1/name: 'sped' is unknown");
  }

  @Test
  @DisplayName("as raw tensors, each of which is looked for in its own bytes")
  void raw() throws Exception {
    String json =
        "{\"inputs\":["
            + "{\"name\":\"distance\",\"datatype\":\"F32\",\"shape\":[1,1],"
            + "\"parameters\":{\"binary_data_size\":4}},"
            + "{\"name\":\"duration\",\"datatype\":\"FP32\",\"shape\":[2,1],"
            + "\"parameters\":{\"binary_data_size\":8}}]}";
    HttpResponse<byte[]> response =
        server.post(
            HttpRequest.newBuilder(server.uri("/v2/models/m/infer"))
                .header("Inference-Header-Content-Length", Integer.toString(json.length()))
                .POST(HttpRequest.BodyPublishers.ofString(json + "\0".repeat(12))));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("Cannot read the request: /inputs/0/datatype: is 'F32', expected one of ")
        .doesNotContain("/inputs/1", "behind its JSON");
  }

  @Test
  @DisplayName("as a message of gRPC")
  void grpc() {
    ModelInferRequest request =
        ModelInferRequest.newBuilder()
            .setModelName("m")
            .addInputs(
                InferInputTensor.newBuilder()
                    .setName("distance")
                    .setDatatype("FP32")
                    .addShape(2)
                    .setContents(InferTensorContents.newBuilder().addFp32Contents(1)))
            .addInputs(InferInputTensor.newBuilder().setName("duratoin").setDatatype("FP99"))
            .addOutputs(InferRequestedOutputTensor.newBuilder().setName("sped"))
            .build();
    try (GrpcCaller caller = new GrpcCaller(server.port())) {
      Status status = caller.refused(request);

      assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(status.getDescription())
          .contains("5 problems\n")
          .contains("/inputs/0/contents: has 1 elements of FP32 among 1, expected 2")
          .contains("/inputs/1/datatype: is 'FP99', expected one of ")
          .contains("/inputs/1/name: 'duratoin' is unknown")
          .contains("/inputs: has no 'duration', expected FP32 of shape [-1, 1]")
          .contains("/outputs/0/name: 'sped' is unknown");
      Status mixed =
          caller.refused(request.toBuilder().addRawInputContents(ByteString.EMPTY).build());
      assertThat(mixed.getDescription())
          .contains("/raw_input_contents: has 1 entries, expected one for each of 2 inputs")
          .contains("/inputs/1/name: 'duratoin' is unknown")
          .contains("/inputs: has no 'duration'");
    }
  }
}
