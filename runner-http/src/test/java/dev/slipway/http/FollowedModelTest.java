package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.Slipway;
import dev.slipway.spi.ModelResolver;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A model that is followed")
class FollowedModelTest {

  private static final String BODY = "{\"features\":[1,2,3,4]}";

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  /** Resolves every URI to the package that it was told last. */
  private static final class Alias implements ModelResolver {

    private final AtomicReference<Path> location;

    Alias(Path location) {
      this.location = new AtomicReference<>(location);
    }

    @Override
    public boolean supports(URI uri) {
      return uri.getScheme().equals("alias");
    }

    @Override
    public Resolved resolve(URI uri) {
      return Resolved.at(location.get());
    }
  }

  private Path version(String label) throws IOException {
    Path target = Files.createDirectories(folder.resolve("v" + label));
    OnnxFile.logistic().write(target.resolve("model.onnx"));
    Files.writeString(
        target.resolve("slipway.yaml"),
        "format: slipway/1\nname: m\nversion: " + label + "\nmodel: model.onnx\n");
    return target;
  }

  private InferenceServer server(Alias alias) {
    return InferenceServer.builder()
        .port(0)
        .opener(Slipway.builder().resolver(alias).executions(4).build())
        .refreshInterval(Duration.ofMillis(20))
        .repositoryControl(RepositoryControl.ALLOWED)
        .model("m", "alias:champion")
        .start();
  }

  private HttpResponse<String> post(InferenceServer server, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String answer(InferenceServer server) throws IOException, InterruptedException {
    HttpResponse<String> response = post(server, "/predict", BODY);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  @Test
  @DisplayName("is answered by the version that its alias means, without a failed request between")
  void follows() throws Exception {
    Alias alias = new Alias(version("1"));
    AtomicBoolean stop = new AtomicBoolean();
    try (InferenceServer server = server(alias)) {
      List<CompletableFuture<Integer>> callers =
          IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> callUntil(server, stop)))
              .toList();
      alias.location.set(version("2"));
      await().until(() -> answer(server).contains("\"model_version\":\"2\""));
      stop.set(true);
      for (CompletableFuture<Integer> caller : callers) {
        assertThat(caller.get()).isPositive();
      }
    }
  }

  private int callUntil(InferenceServer server, AtomicBoolean stop) {
    int calls = 0;
    try {
      while (!stop.get()) {
        answer(server);
        calls++;
      }
      return calls;
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  @DisplayName("stays as it is where the new version does not open")
  void staysOnFailure() throws Exception {
    Alias alias = new Alias(version("1"));
    try (InferenceServer server = server(alias)) {
      alias.location.set(folder.resolve("nothing"));
      await().until(() -> post(server, "/v2/repository/models/m/load", "").statusCode() == 404);
      assertThat(answer(server)).contains("\"model_version\":\"1\"");
      assertThat(server.isReady()).isTrue();
    }
  }

  @Test
  @DisplayName("can be unloaded and loaded by callers where that is allowed")
  void loadsAndUnloads() throws Exception {
    try (InferenceServer server = server(new Alias(version("1")))) {
      assertThat(post(server, "/v2/repository/models/m/unload", "").statusCode()).isEqualTo(200);
      assertThat(server.isReady()).isFalse();
      assertThat(post(server, "/v2/models/m/infer", "{}").statusCode()).isEqualTo(404);
      assertThat(post(server, "/v2/repository/index", "").body()).contains("UNAVAILABLE");
      assertThat(post(server, "/v2/repository/models/m/load", "").statusCode()).isEqualTo(200);
      assertThat(answer(server)).contains("\"model_version\":\"1\"");
      assertThat(post(server, "/v2/repository/models/n/load", "").statusCode()).isEqualTo(404);
    }
  }
}
