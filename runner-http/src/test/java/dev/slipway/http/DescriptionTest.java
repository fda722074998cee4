package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.OnnxFile;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server describes itself")
class DescriptionTest {

  @TempDir Path folder;

  @Test
  @DisplayName("as OpenAPI, as a page, and in numbers by Prometheus' and Triton's names")
  void describes() throws Exception {
    try (TestServer server = TestServer.of(folder, OnnxFile.logistic())) {
      assertThat(server.get("/openapi.json").body())
          .startsWith("{\"openapi\":\"3.1.0\"")
          .contains("\"/models/m/predict\"", "\"minItems\":4", "\"#/components/schemas/m-answer\"");
      assertThat(server.get("/").body()).startsWith("<!doctype html>");
      server.post("/predict", "{\"features\":[1,2,3,4]}");
      server.post("/predict", "[{\"features\":[1,2,3,4]},{\"features\":[1,2,3,4]}]");
      assertThat(server.get("/metrics").body())
          .contains(
              "slipway_rows_total{model=\"m\",strategy=\"http\",version=\"7\"} 3.0",
              "nv_inference_count{model=\"m\",version=\"7\"} 3.0",
              "nv_inference_exec_count{model=\"m\",version=\"7\"} 2.0",
              "request_predict_seconds_count{model_name=\"m\"} 2",
              "slipway_predict_seconds_bucket");
    }
  }
}
