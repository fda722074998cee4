package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code slipway serve} as a process of its own, which is killed at the end, and its client. */
final class ServeProcess implements AutoCloseable {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final BufferedReader err;
  private String address = "";

  private ServeProcess(Process process) {
    this.process = process;
    this.err = process.errorReader(StandardCharsets.UTF_8);
  }

  /** Starts a process and does not wait for anything; its output goes to a file of the folder. */
  static ServeProcess launch(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the launcher does, whose part of this command brings the library.
    command.add("-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider");
    command.add("-Dslf4j.internal.verbosity=WARN");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("dev.slipway.cli.Main", "serve"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .put(
            "CLASSPATH",
            System.getProperty("java.class.path")
                + System.getProperty("path.separator")
                + System.getProperty("slipway.log-library"));
    builder.redirectOutput(folder.resolve("out").toFile());
    return new ServeProcess(builder.start());
  }

  /** Starts a process and waits until it serves. */
  static ServeProcess start(Path folder, String... arguments) throws IOException {
    ServeProcess server = launch(folder, arguments);
    String said = server.awaitLine("slipway: Serving ");
    server.address = said.replaceFirst(".* at (http://[^ ]*)/ .*", "$1");
    return server;
  }

  /** Reads what the process says until a line has a text; returns that line. */
  String awaitLine(String text) throws IOException {
    List<String> said = new ArrayList<>();
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      said.add(line);
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("the server ended without '" + text + "': " + said);
  }

  Process process() {
    return process;
  }

  BufferedReader err() {
    return err;
  }

  String address() {
    return address;
  }

  /** Sends SIGTERM; the process's streams stay open, to be read to their end. */
  void terminate() {
    assertThat(process.toHandle().destroy()).isTrue();
  }

  CompletableFuture<HttpResponse<String>> post(String path, String body) {
    return CLIENT.sendAsync(
        HttpRequest.newBuilder(URI.create(address + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  String get(String path) throws IOException, InterruptedException {
    return CLIENT
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
