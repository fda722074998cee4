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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The Open Inference Protocol")
class OpenInferenceProtocolTest {

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

  @Test
  @DisplayName("answers the server's and the model's metadata")
  void metadata() throws Exception {
    assertThat(server.get("/v2").body()).contains("\"name\":\"slipway\"", "binary_tensor_data");
    assertThat(server.get("/v2/health/live").body()).isEqualTo("{\"live\":true}");
    assertThat(server.get("/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
    assertThat(server.get("/v2/models/m/ready").statusCode()).isEqualTo(200);
    assertThat(server.get("/v2/models/m").body())
        .contains("\"versions\":[\"7\"]", "\"platform\":\"onnx_onnxv1\"", "\"shape\":[-1,4]");
    assertThat(server.get("/v2/models/m/versions/7").body())
        .isEqualTo(server.get("/v2/models/m").body());
  }

  private static String request(String shape, String data) {
    return "{\"id\":\"a\",\"inputs\":[{\"name\":\"features\",\"shape\":"
        + shape
        + ",\"datatype\":\"FP32\",\"data\":"
        + data
        + "}]}";
  }

  @Test
  @DisplayName("answers flat and nested data alike, with keys in any order")
  void layouts() throws Exception {
    String flat = server.post("/v2/models/m/infer", request("[2,4]", "[1,2,3,4,5,6,7,8]")).body();
    String nested =
        server.post("/v2/models/m/infer", request("[2,4]", "[[1,2,3,4],[5,6,7,8]]")).body();
    String late =
        "{\"inputs\":[{\"data\":[1,2,3,4,5,6,7,8],\"datatype\":\"FP32\",\"shape\":[2,4],"
            + "\"name\":\"features\"}],\"id\":\"a\"}";
    assertThat(flat).contains("\"model_name\":\"m\"", "\"model_version\":\"7\"", "\"id\":\"a\"");
    assertThat(nested).isEqualTo(flat);
    assertThat(server.post("/v2/models/m/versions/7/infer", late).body()).isEqualTo(flat);
  }

  @Test
  @DisplayName("answers raw data as JSON data, and raw data where it is asked for")
  void binary() throws Exception {
    String json =
        "{\"inputs\":[{\"name\":\"features\",\"shape\":[1,4],\"datatype\":\"FP32\",\"parameters\":"
            + "{\"binary_data_size\":16}}],\"parameters\":{\"binary_data_output\":true}}";
    ByteBuffer body = ByteBuffer.allocate(json.length() + 16).order(ByteOrder.LITTLE_ENDIAN);
    body.put(json.getBytes(StandardCharsets.UTF_8));
    body.putFloat(1).putFloat(2).putFloat(3).putFloat(4);
    HttpResponse<byte[]> response =
        server.post(
            HttpRequest.newBuilder(server.uri("/v2/models/m/infer"))
                .header("Inference-Header-Content-Length", Integer.toString(json.length()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.array())));
    int length =
        Integer.parseInt(
            response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    ByteBuffer raw =
        ByteBuffer.wrap(response.body()).order(ByteOrder.LITTLE_ENDIAN).position(length);
    String plain = server.post("/v2/models/m/infer", request("[1,4]", "[1,2,3,4]")).body();
    assertThat(plain).contains("\"data\":[" + raw.getFloat() + "," + raw.getFloat() + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2,4] | [1,2,3,4] | /inputs/0/shape",
        "[-1,4] | [1,2,3,4] | /inputs/0/shape",
        "[1152921504606846976,4] | [1,2,3,4] | /inputs/0/shape",
        "[4294967296,4294967297] | [1,2,3,4] | /inputs/0/shape",
        "[1,5] | [1,2,3,4,5] | /inputs/0/shape",
        "[1,4] | [1,2,3,1e999] | /inputs/0/data",
        "[1,4] | [1,2,3,\"NaN\"] | /inputs/0/data",
        "[1,4] | [1,2,3,null] | /inputs/0/data",
        "[1,4] | [[1,2],[3,4]] | /inputs/0/data",
        "[1,4] | [1,2,[3],4] | /inputs/0/data",
        "[1,4] | 5 | /inputs/0/data",
      })
  @DisplayName("refuses what is no tensor, and names the place")
  void refused(String shape, String data, String place) throws Exception {
    HttpResponse<String> response = server.post("/v2/models/m/infer", request(shape, data));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"error\":\"").contains(place);
  }

  @Test
  @DisplayName("tells all that is wrong at once")
  void everything() throws Exception {
    String body =
        "{\"inputs\":[{\"name\":\"y\",\"shape\":[1],\"datatype\":\"FP33\",\"data\":[1]},"
            + "{\"shape\":[1],\"datatype\":\"FP32\",\"data\":[true]}]}";
    assertThat(server.post("/v2/models/m/infer", body).body())
        .contains("/inputs/0/datatype", "FP33", "/inputs/1/name", "/inputs/1/data");
  }

  @Test
  @DisplayName("knows no other models, versions, paths and methods")
  void unknown() throws Exception {
    assertThat(server.get("/v2/models/n").statusCode()).isEqualTo(404);
    assertThat(server.get("/v2/models/m/versions/8").body()).contains("expected one of [7]");
    assertThat(server.get("/v2/models/%2e%2e%2fm").statusCode()).isEqualTo(404);
    assertThat(server.get("/v2/nothing").statusCode()).isEqualTo(404);
    HttpResponse<String> got = server.get("/v2/models/m/infer");
    assertThat(got.statusCode()).isEqualTo(405);
    assertThat(got.headers().firstValue("allow")).hasValue("POST");
  }

  @Test
  @DisplayName("answers one record by one, a list by a list")
  void records() throws Exception {
    HttpResponse<String> one = server.post("/predict", "{\"features\":[1,2,3,4]}");
    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(one.body()).endsWith("\"model_version\":\"7\"}\n");
    HttpResponse<String> list = server.post("/models/m/predict", "[{\"features\":[1,2,3,4]}]");
    assertThat(list.body()).isEqualTo("[" + one.body().trim() + "]");
    HttpResponse<String> wrong = server.post("/predict", "{\"features\":[1,2,3,true]}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(wrong.body()).contains("\"pointer\":\"/features");
    assertThat(server.post("/invocations", "{\"instances\":[{\"features\":[1,2,3,4]}]}").body())
        .startsWith("{\"predictions\":[{");
  }
}
