package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.testing.EndlessModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Process> started = new ArrayList<>();

  /** A process that listens. */
  private record Serving(Process process, BufferedReader err, String address) {}

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("dev.slipway.cli.Main", "serve"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectOutput(folder.resolve("out").toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Serving serve(String... arguments) throws IOException {
    Process process = start(arguments);
    BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      said.add(line);
      if (line.startsWith("slipway: Serving ")) {
        return new Serving(process, err, line.replaceFirst(".* at (http://[^ ]*)/ .*", "$1"));
      }
    }
    throw new AssertionError("the server did not start: " + said);
  }

  /** Sends SIGTERM; the process's streams stay open, to be read to their end. */
  private static void terminate(Serving server) {
    assertThat(server.process().toHandle().destroy()).isTrue();
  }

  private CompletableFuture<HttpResponse<String>> post(String address, String body) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(address))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String get(String address) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  @DisplayName("answers every request that runs or waits when SIGTERM comes, and ends in order")
  void drains() throws Exception {
    Path slow = EndlessModel.write(folder.resolve("slow.onnx"));
    Path access = folder.resolve("access.jsonl");
    Path audit = folder.resolve("audit.jsonl");
    Path patient = folder.resolve("patient.yaml");
    Files.writeString(patient, "drain: 10m\nlimits:\n  answer-time: 10m\n");
    Serving server =
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
    assertThat(post(server.address() + "/models/flight-delay/predict", Slip.FLIGHT).get().body())
        .contains("\"probability\":");
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiting.add(post(server.address() + "/v2/models/slow/infer", trips()));
    }
    await()
        .until(
            () ->
                get(server.address() + "/metrics")
                    .contains("slipway_calls_pending{strategy=\"http\"} 4.0"));

    terminate(server);

    for (CompletableFuture<HttpResponse<String>> answer : waiting) {
      assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
      assertThat(answer.get().body()).contains("\"data\":[" + TRIPS + "]");
    }
    assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(server.process().exitValue()).isZero();
    assertThat(server.err().lines())
        .containsExactly(
            "slipway: Stopping; running requests are answered first", "slipway: Stopped");
    assertThat(post(server.address() + "/predict", "{}"))
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
    Serving server = serve("--config", config.toString(), "--port", "0");

    HttpResponse<String> answer =
        post(server.address() + "/models/delay/predict", Slip.FLIGHT).get();

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("larger than 20 bytes");
    terminate(server);
    assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readAllLines(folder.resolve("log.jsonl")))
        .singleElement()
        .asString()
        .contains("\"status\":413");
  }

  @Test
  @DisplayName("can be checked: starts, replays golden records and ends")
  void check() throws Exception {
    Process process = start("--model", Slip.FLIGHT_DELAY, "--check");
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(said).isEqualTo("slipway: All models answer as they should\n");
  }
}
