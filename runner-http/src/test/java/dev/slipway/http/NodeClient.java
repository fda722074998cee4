package dev.slipway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * gRPC's client for Node in a process of its own, which makes messages from texts: it shares no
 * code and no generated class with the server. Not thread-safe.
 */
final class NodeClient implements AutoCloseable {

  static final String INFERENCE = "inference.GRPCInferenceService";
  static final String HEALTH = "grpc.health.v1.Health";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("slipway.home"));
  private static final Path PROGRAM = ROOT.resolve("runner-http/src/test/node/grpc-client.js");
  private static final Path INSTALLED =
      Path.of(System.getProperty("user.home"), ".cache/slipway/grpc-js-1.14.7/node_modules");
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path complaints;
  private final BufferedWriter calls;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final JsonNode services;

  private NodeClient(int port, Path folder, List<String> definitions) throws IOException {
    complaints = Files.createTempFile(folder, "node", ".txt");
    List<String> command = new ArrayList<>(List.of("node", PROGRAM.toString()));
    command.add("127.0.0.1:" + port);
    command.addAll(definitions);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
    builder.environment().put("NODE_PATH", INSTALLED.toString());
    process = builder.start();
    calls = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "node");
    reader.setDaemon(true);
    reader.start();
    services = next();
  }

  /** Starts one that knows the protocol by its definition. */
  static NodeClient ofDefinition(int port, Path folder) throws IOException {
    Path definition = ROOT.resolve("oip-messages/src/main/proto/open_inference.proto");
    return new NodeClient(port, folder, List.of(definition.toString()));
  }

  /** Starts one that knows of the server what its reflection tells. */
  static NodeClient ofReflection(int port, Path folder) throws IOException {
    return new NodeClient(port, folder, List.of());
  }

  /**
   * How a call ended.
   *
   * @param code of the status
   * @param details the status's text
   * @param response missing unless the code is 0; bytes are base64, 64-bit integers are texts
   */
  record Outcome(int code, String details, JsonNode response) {}

  /** Returns the methods of the services that it knows, by the services' names. */
  JsonNode services() {
    return services;
  }

  Outcome call(String service, String method, JsonNode request) {
    return call(service, method, request, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
  }

  Outcome call(String service, String method, JsonNode request, long millis) {
    ObjectNode call = JSON.createObjectNode().put("service", service).put("method", method);
    call.put("millis", millis).set("request", request);
    try {
      calls.write(call.toString());
      calls.newLine();
      calls.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(complaint(), gone);
    }
    JsonNode ended = next();
    return new Outcome(
        ended.get("code").asInt(), ended.get("details").asText(), ended.path("response"));
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException gone) {
      lines.add(gone.toString());
    }
  }

  private JsonNode next() {
    try {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError(complaint());
      }
      return JSON.readTree(line);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopping);
    } catch (IOException wrong) {
      throw new UncheckedIOException(complaint(), wrong);
    }
  }

  private String complaint() {
    try {
      return "no line from Node, which says: " + Files.readString(complaints);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
