package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.testing.EndlessModel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the server as a process of its own, as operators do. */
@DisplayName("A server as a process")
class ServeProcessTest {

  /** Rounds of a loop that take longer than it takes to send a signal. */
  private static final long TRIPS = 1_000_000;

  @TempDir Path folder;

  private final List<ServeProcess> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(ServeProcess::close);
  }

  private ServeProcess serve(String... arguments) throws IOException {
    ServeProcess server = ServeProcess.start(folder, arguments);
    started.add(server);
    return server;
  }

  @Test
  @DisplayName("answers every request that runs or waits when SIGTERM comes, and ends in order")
  void drains() throws Exception {
    Path slow = EndlessModel.write(folder.resolve("slow.onnx"));
    Path access = folder.resolve("access.jsonl");
    Path audit = folder.resolve("audit.jsonl");
    Path patient = folder.resolve("patient.yaml");
    Files.writeString(patient, "drain: 10m\nlimits:\n  answer-time: 10m\n");
    ServeProcess server =
        serve(
            "--config",
            patient.toString(),
            "--model",
            "slow=" + slow,
            "--model",
            Slip.FLIGHT_DELAY,
            "--port",
            "0",
            "--access-log",
            access.toString(),
            "--audit-log",
            audit.toString());
    assertThat(server.post("/models/flight-delay/predict", Slip.FLIGHT).get().body())
        .contains("\"probability\":");
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiting.add(server.post("/v2/models/slow/infer", trips()));
    }
    await()
        .until(
            () -> server.get("/metrics").contains("slipway_calls_pending{strategy=\"http\"} 4.0"));

    server.terminate();

    for (CompletableFuture<HttpResponse<String>> answer : waiting) {
      assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
      assertThat(answer.get().body()).contains("\"data\":[" + TRIPS + "]");
    }
    assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(server.process().exitValue()).isZero();
    assertThat(server.err().lines())
        .containsExactly(
            "slipway: Stopping; running requests are answered first", "slipway: Stopped");
    assertThat(server.post("/predict", "{}"))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(ConnectException.class);
    assertLogs(access, audit);
  }

  private static String trips() {
    return "{\"inputs\":[{\"name\":\"trips\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":["
        + TRIPS
        + "]}]}";
  }

  private static void assertLogs(Path access, Path audit) throws IOException {
    assertThat(Files.readAllLines(access))
        .filteredOn(line -> line.contains("\"/v2/models/slow/infer\""))
        .hasSize(4)
        .allMatch(line -> line.contains("\"model\":\"slow\"") && line.contains("\"status\":200"));
    assertThat(Files.readAllLines(audit))
        .hasSize(5)
        .allMatch(line -> line.contains("\"outcome\":\"answered\""))
        .allMatch(line -> line.contains("\"digest\":\"") && line.contains("\"rows\":1"))
        .noneMatch(line -> line.contains("LAS") || line.contains(Long.toString(TRIPS)));
  }

  @Test
  @DisplayName("is told by a file, which the command line outweighs")
  void config() throws Exception {
    Path config = folder.resolve("serve.yaml");
    Files.writeString(
        config,
        "models:\n  delay: "
            + Slip.FLIGHT_DELAY
            + "\nport: 1\nlimits:\n  body: 20B\naccess-log: log.jsonl\n");
    ServeProcess server = serve("--config", config.toString(), "--port", "0");

    HttpResponse<String> answer = server.post("/models/delay/predict", Slip.FLIGHT).get();

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("larger than 20 bytes");
    server.terminate();
    assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readAllLines(folder.resolve("log.jsonl")))
        .singleElement()
        .asString()
        .contains("\"status\":413");
  }

  @Test
  @DisplayName("can be checked: starts, replays golden records and ends")
  void check() throws Exception {
    ServeProcess server = ServeProcess.launch(folder, "--model", Slip.FLIGHT_DELAY, "--check");
    started.add(server);

    assertThat(server.err().lines()).containsExactly("slipway: All models answer as they should");
    assertThat(server.process().waitFor()).isZero();
  }
}
