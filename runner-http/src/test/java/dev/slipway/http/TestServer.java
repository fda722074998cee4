package dev.slipway.http;

import dev.slipway.Predictor;
import dev.slipway.core.Slipway;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A running server with one model, and a client of it. */
final class TestServer implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Predictor predictor;
  private final InferenceServer server;

  private TestServer(Predictor predictor, ServerLimits limits) {
    this.predictor = predictor;
    this.server =
        InferenceServer.builder()
            .port(0)
            .limits(limits)
            .lameDuckTime(Duration.ZERO)
            .model("m", predictor)
            .start();
  }

  /** Serves the package of a model and these lines of {@code slipway.yaml}. */
  static TestServer of(Path folder, OnnxFile model, String... manifest) throws IOException {
    return of(folder, model, ServerLimits.defaults(), manifest);
  }

  static TestServer of(Path folder, OnnxFile model, ServerLimits limits, String... manifest)
      throws IOException {
    Path target = Files.createDirectories(folder.resolve("package"));
    model.write(target.resolve("model.onnx"));
    Files.writeString(
        target.resolve("slipway.yaml"),
        "format: slipway/1\nname: m\nversion: 7\nmodel: model.onnx\n"
            + String.join("\n", manifest));
    return new TestServer(Slipway.open(target), limits);
  }

  int port() {
    return server.port();
  }

  Predictor predictor() {
    return predictor;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> post(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.close();
    predictor.close();
  }
}
