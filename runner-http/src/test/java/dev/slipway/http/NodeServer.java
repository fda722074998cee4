package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.Predictor;
import dev.slipway.core.Slipway;
import dev.slipway.http.NodeClient.Outcome;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server of several models, and two clients on Node that know of it in different ways. */
final class NodeServer implements AutoCloseable {

  /** Where a client has the services and their messages from. */
  enum Knowing {
    /** The protocol's definition. */
    DEFINITION,
    /** The server itself. */
    REFLECTION
  }

  private static final Path FLIGHTS =
      Path.of(System.getProperty("slipway.home"), "examples/flight-delay/model");

  private final Path folder;
  private final Map<Knowing, NodeClient> clients = new EnumMap<>(Knowing.class);
  private final Queue<AccessEntry> entries = new ConcurrentLinkedQueue<>();
  private final Predictor flights;
  private final Predictor logistic;
  private final InferenceServer server;

  NodeServer(Path folder) throws IOException {
    this.folder = folder;
    flights = Slipway.open(FLIGHTS);
    logistic = Slipway.open(OnnxFile.logistic().write(folder.resolve("logistic.onnx")));
    server =
        InferenceServer.builder()
            .port(0)
            .lameDuckTime(Duration.ZERO)
            .accessLog(new Entries())
            .model("flight-delay", flights)
            .model("logistic", logistic)
            .model("types", types().toString())
            .model("half", half().toString())
            .model("endless", Models.endless(folder).toString())
            .start();
    clients.put(Knowing.DEFINITION, NodeClient.ofDefinition(server.port(), folder));
    clients.put(Knowing.REFLECTION, NodeClient.ofReflection(server.port(), folder));
  }

  /** Keeps what the server tells of requests. */
  private final class Entries implements AccessLog {

    @Override
    public void ended(AccessEntry entry) {
      entries.add(entry);
    }

    @Override
    public void close() {}
  }

  /** Gives back what it gets, of each type. */
  private Path types() {
    OnnxFile model = new OnnxFile();
    for (DataType type :
        new DataType[] {
          DataType.BOOL,
          DataType.INT8,
          DataType.UINT16,
          DataType.INT64,
          DataType.DOUBLE,
          DataType.STRING
        }) {
      String name = type.name().toLowerCase(Locale.ROOT);
      model
          .input(name, type, OnnxFile.FREE, 1)
          .output("same_" + name, type, OnnxFile.FREE, 1)
          .node("Identity", List.of(name), List.of("same_" + name));
    }
    return model.write(folder.resolve("types.onnx"));
  }

  /** Gives back floats of 16 bits, which have no list among the typed contents. */
  private Path half() {
    return new OnnxFile()
        .input("fp16", DataType.FLOAT16, OnnxFile.FREE, 2)
        .input("bf16", DataType.BFLOAT16, OnnxFile.FREE, 2)
        .output("same_fp16", DataType.FLOAT16, OnnxFile.FREE, 2)
        .output("same_bf16", DataType.BFLOAT16, OnnxFile.FREE, 2)
        .node("Identity", List.of("fp16"), List.of("same_fp16"))
        .node("Identity", List.of("bf16"), List.of("same_bf16"))
        .write(folder.resolve("half.onnx"));
  }

  /** Returns the predictor of {@code flight-delay}. */
  Predictor flights() {
    return flights;
  }

  /** Returns the predictor of {@code logistic}. */
  Predictor logistic() {
    return logistic;
  }

  /** Returns what ended since the server began, as it comes. */
  Queue<AccessEntry> entries() {
    return entries;
  }

  NodeClient client(Knowing knowing) {
    return clients.get(knowing);
  }

  Outcome infer(Knowing knowing, JsonNode request) {
    return client(knowing).call(NodeClient.INFERENCE, "ModelInfer", request);
  }

  JsonNode answer(Knowing knowing, String method, JsonNode request) {
    return answer(client(knowing).call(NodeClient.INFERENCE, method, request));
  }

  static JsonNode answer(Outcome outcome) {
    assertThat(outcome.code()).as(outcome.details()).isZero();
    return outcome.response();
  }

  /** Begins a request of {@code logistic}. */
  static InferMessage features(int rows) {
    return new InferMessage("logistic").input("features", "FP32", rows, 4);
  }

  @Override
  public void close() {
    clients.values().forEach(NodeClient::close);
    server.close();
    logistic.close();
    flights.close();
  }
}
