package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.Slipway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A model that")
@Timeout(60)
class FaultyModelTest {

  private static final int WORKERS = 2;
  private static final int QUEUED = 3;

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private InferenceServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        InferenceServer.builder()
            .port(0)
            .threads(WORKERS)
            .lameDuckTime(Duration.ZERO)
            .drainTime(Duration.ZERO)
            .limits(
                ServerLimits.defaults().withQueued(QUEUED).withAnswerTime(Duration.ofSeconds(30)))
            .opener(Slipway.builder().executions(2 * WORKERS).closeTimeout(Duration.ZERO).build())
            .model("endless", Models.endless(folder).toString())
            .model("failing", Models.failing(folder).toString())
            .model("dividing", Models.dividing(folder).toString())
            .model("adding", Models.adding(folder, 1).toString())
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String metrics() throws IOException, InterruptedException {
    return client.send(request("/metrics").build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private CompletableFuture<HttpResponse<String>> endless() {
    return client.sendAsync(
        request("/v2/models/endless/infer")
            .POST(HttpRequest.BodyPublishers.ofString(Models.FOR_EVER))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void assertOthersAnswer() throws IOException, InterruptedException {
    assertThat(post("/models/adding/predict", "{\"x\":[41]}").body()).contains("\"y\":[42");
  }

  private void awaitPending(int count) {
    await()
        .until(
            () -> metrics().contains("slipway_calls_pending{strategy=\"http\"} " + count + ".0"));
  }

  @Test
  @DisplayName("fails is told as a fault of the engine, without its inside, and goes on")
  void fails() throws Exception {
    HttpResponse<String> protocol =
        post(
            "/v2/models/failing/infer",
            "{\"inputs\":[{\"name\":\"place\",\"shape\":[1,1],\"datatype\":\"INT64\",\"data\":[9]}]}");
    HttpResponse<String> record = post("/models/failing/predict", "{\"place\":[9]}");

    assertThat(protocol.statusCode()).isEqualTo(500);
    assertThat(protocol.body())
        .isEqualTo(
            "{\"error\":\"the model cannot answer (ENGINE_FAILURE; the server's log says more)\"}");
    assertThat(record.statusCode()).isEqualTo(500);
    assertThat(record.body()).doesNotContain("Gather", "onnx", "dev.slipway");
    assertThat(post("/models/failing/predict", "{\"place\":[2]}").body()).contains("3.0");
    assertThat(metrics())
        .contains("nv_inference_request_failure_total{model=\"failing\",reason=\"BACKEND\"");
  }

  @Test
  @DisplayName("answers what is no number is answered, and JSON stays JSON")
  void notNumbers() throws Exception {
    HttpResponse<String> protocol =
        post(
            "/v2/models/dividing/infer",
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[2,1],\"datatype\":\"FP32\",\"data\":[0,1]}]}");

    assertThat(protocol.statusCode()).isEqualTo(200);
    assertThat(protocol.body()).contains("\"data\":[\"NaN\",1.0]");
    assertThat(post("/models/dividing/predict", "{\"x\":[0]}").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("hangs is ended at the deadline of its caller, with 504")
  void hangs() throws Exception {
    String body = Models.FOR_EVER.replaceFirst("\\{", "{\"parameters\":{\"timeout\":200000},");
    HttpResponse<String> response = post("/v2/models/endless/infer", body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(504);
    assertThat(response.body()).contains("time limit");
    assertThat(post("/v2/models/endless/infer", Models.trips(5)).body()).contains("\"data\":[5]");
  }

  @Test
  @DisplayName(
      "hangs for all of its callers keeps no other model waiting, and its queue is bounded")
  void isolation() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
    for (int i = 0; i < WORKERS + QUEUED; i++) {
      hanging.add(endless());
    }
    awaitPending(WORKERS + QUEUED);
    HttpResponse<String> refused = post("/v2/models/endless/infer", Models.FOR_EVER);
    for (int i = 0; i < 20; i++) {
      assertOthersAnswer();
    }

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
    assertThat(hanging).noneMatch(CompletableFuture::isDone);
    hanging.forEach(call -> call.cancel(true));
    awaitPending(0);
    assertThat(post("/v2/models/endless/infer", Models.trips(5)).body()).contains("\"data\":[5]");
  }

  @Test
  @DisplayName(
      "still works for a caller who has gone is stopped, and what waited for it never runs")
  void goneCallers() throws Exception {
    List<RawConnection> connections = new ArrayList<>();
    for (int i = 0; i < WORKERS + QUEUED; i++) {
      RawConnection connection = new RawConnection(server.port());
      connections.add(connection.post("/v2/models/endless/infer", Models.FOR_EVER));
    }
    awaitPending(WORKERS + QUEUED);
    for (int i = 0; i < connections.size(); i++) {
      if (i % 2 == 0) {
        connections.get(i).abort();
      } else {
        connections.get(i).close();
      }
    }

    awaitPending(0);
    assertThat(metrics())
        .contains(
            "nv_inference_request_failure_total{model=\"endless\",reason=\"CANCELED\",version=\"")
        .containsPattern("reason=\"CANCELED\",version=\"[^\"]*\"} " + (WORKERS + QUEUED) + ".0");
    assertOthersAnswer();
  }

  @Test
  @DisplayName("hangs when the server closes is stopped after the time to drain")
  void closing() throws Exception {
    CompletableFuture<HttpResponse<String>> call = endless();
    awaitPending(1);

    server.close();

    assertThat(call).failsWithin(Duration.ofSeconds(10));
  }
}
