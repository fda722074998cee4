package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Values")
class ExactValuesTest {

  private static final long[] LONGS = {
    Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, -(1L << 53) - 1, 0, -1
  };

  @TempDir static Path folder;

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.of(
            folder,
            new OnnxFile()
                .input("whole", DataType.INT64, OnnxFile.FREE, 1)
                .input("real", DataType.FLOAT, OnnxFile.FREE, 1)
                .output("whole_out", DataType.INT64, OnnxFile.FREE, 1)
                .output("real_out", DataType.FLOAT, OnnxFile.FREE, 1)
                .node("Identity", List.of("whole"), List.of("whole_out"))
                .node("Identity", List.of("real"), List.of("real_out")));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String request(String whole, String real) {
    return "{\"inputs\":[{\"name\":\"whole\",\"shape\":[1,1],\"datatype\":\"INT64\",\"data\":["
        + whole
        + "]},{\"name\":\"real\",\"shape\":[1,1],\"datatype\":\"FP32\",\"data\":["
        + real
        + "]}]}";
  }

  @Test
  @DisplayName("of 64 bits come back to the last bit, as JSON, as records and raw")
  void longs() throws Exception {
    for (long value : LONGS) {
      String text = Long.toString(value);
      assertThat(server.post("/v2/models/m/infer", request(text, "0")).body())
          .contains("\"data\":[" + text + "]");
      assertThat(server.post("/predict", "{\"whole\":[" + text + "],\"real\":[0]}").body())
          .contains("\"whole_out\":[" + text + "]");
      assertThat(raw(value, 0).getLong(0)).isEqualTo(value);
    }
  }

  /** Sends and gets raw data; returns the answers one after the other. */
  private static ByteBuffer raw(long whole, float real) throws IOException, InterruptedException {
    String json =
        "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"whole\","
            + "\"shape\":[1,1],\"datatype\":\"INT64\",\"parameters\":{\"binary_data_size\":8}},"
            + "{\"name\":\"real\",\"shape\":[1,1],\"datatype\":\"FP32\",\"parameters\":"
            + "{\"binary_data_size\":4}}]}";
    ByteBuffer body = ByteBuffer.allocate(json.length() + 12).order(ByteOrder.LITTLE_ENDIAN);
    body.put(json.getBytes(StandardCharsets.UTF_8)).putLong(whole).putFloat(real);
    HttpResponse<byte[]> response =
        server.post(
            HttpRequest.newBuilder(server.uri("/v2/models/m/infer"))
                .header("Inference-Header-Content-Length", Integer.toString(json.length()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.array())));
    assertThat(response.statusCode()).isEqualTo(200);
    int length =
        Integer.parseInt(
            response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    return ByteBuffer.wrap(response.body()).position(length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  @DisplayName("that are no numbers are sent raw, and come back raw as they were, in JSON as texts")
  void notNumbers() throws Exception {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE}) {
      assertThat(Float.floatToRawIntBits(raw(1, value).getFloat(8)))
          .isEqualTo(Float.floatToRawIntBits(value));
    }
    String json =
        request("1", "0").replace("\"data\":[0]", "\"parameters\":{\"binary_data_size\":4}");
    ByteBuffer body = ByteBuffer.allocate(json.length() + 4).order(ByteOrder.LITTLE_ENDIAN);
    body.put(json.getBytes(StandardCharsets.UTF_8)).putFloat(Float.NaN);
    HttpResponse<byte[]> response =
        server.post(
            HttpRequest.newBuilder(server.uri("/v2/models/m/infer"))
                .header("Inference-Header-Content-Length", Integer.toString(json.length()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.array())));
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("\"data\":[\"NaN\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "1.5",
        "1e30",
        "1e999",
        "\"1\"",
        "true",
        "null",
        "NaN",
        "[[1]]",
        "{}",
        "00",
        "+1",
        "0x1",
      })
  @DisplayName("that are no 64-bit integers are refused")
  void wrongIntegers(String value) throws Exception {
    HttpResponse<String> tensor = server.post("/v2/models/m/infer", request(value, "0"));
    HttpResponse<String> record =
        server.post("/predict", "{\"whole\":[" + value + "],\"real\":[0]}");

    assertThat(tensor.statusCode()).as(tensor.body()).isEqualTo(400);
    assertThat(record.statusCode()).as(record.body()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "NaN", "Infinity", "\"NaN\"", "null", "true", "1e39"})
  @DisplayName("that no float has are refused")
  void wrongReals(String value) throws Exception {
    HttpResponse<String> tensor = server.post("/v2/models/m/infer", request("1", value));

    assertThat(tensor.statusCode()).as(tensor.body()).isEqualTo(400);
  }
}
