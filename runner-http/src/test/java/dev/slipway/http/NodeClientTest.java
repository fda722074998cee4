package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.core.Slipway;
import dev.slipway.http.NodeClient.Outcome;
import dev.slipway.testing.OnnxFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that nobody here wrote, once with the protocol's definition, once with reflection. */
@DisplayName("gRPC's client for Node")
@Tag("external")
@Timeout(300)
class NodeClientTest {

  private enum Knowing {
    DEFINITION,
    REFLECTION
  }

  private static final Path FLIGHTS =
      Path.of(System.getProperty("slipway.home"), "examples/flight-delay/model");
  private static final float[] FEATURES = {
    1, 2, 3, 4, -0f, 0.1f, Float.MIN_VALUE, -1e-40f, 16_777_217, -3.25f, 1e20f, 0.3f
  };

  @TempDir static Path folder;

  private static final Map<Knowing, NodeClient> CLIENTS = new EnumMap<>(Knowing.class);
  private static final Queue<AccessEntry> ENTRIES = new ConcurrentLinkedQueue<>();

  private static Predictor flights;
  private static Predictor logistic;
  private static InferenceServer server;

  @BeforeAll
  static void start() throws Exception {
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
    CLIENTS.put(Knowing.DEFINITION, NodeClient.ofDefinition(server.port(), folder));
    CLIENTS.put(Knowing.REFLECTION, NodeClient.ofReflection(server.port(), folder));
  }

  @AfterAll
  static void stop() {
    CLIENTS.values().forEach(NodeClient::close);
    if (server != null) {
      server.close();
    }
    if (logistic != null) {
      logistic.close();
    }
    if (flights != null) {
      flights.close();
    }
  }

  /** Keeps what the server tells of requests. */
  private static final class Entries implements AccessLog {

    @Override
    public void ended(AccessEntry entry) {
      ENTRIES.add(entry);
    }

    @Override
    public void close() {}
  }

  /** Gives back what it gets, of each type. */
  private static Path types() {
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
  private static Path half() {
    return new OnnxFile()
        .input("fp16", DataType.FLOAT16, OnnxFile.FREE, 2)
        .input("bf16", DataType.BFLOAT16, OnnxFile.FREE, 2)
        .output("same_fp16", DataType.FLOAT16, OnnxFile.FREE, 2)
        .output("same_bf16", DataType.BFLOAT16, OnnxFile.FREE, 2)
        .node("Identity", List.of("fp16"), List.of("same_fp16"))
        .node("Identity", List.of("bf16"), List.of("same_bf16"))
        .write(folder.resolve("half.onnx"));
  }

  private static Outcome infer(Knowing knowing, JsonNode request) {
    return CLIENTS.get(knowing).call(NodeClient.INFERENCE, "ModelInfer", request);
  }

  private static JsonNode answer(Knowing knowing, String method, ObjectNode request) {
    return answer(CLIENTS.get(knowing).call(NodeClient.INFERENCE, method, request));
  }

  private static JsonNode answer(Outcome outcome) {
    assertThat(outcome.code()).as(outcome.details()).isZero();
    return outcome.response();
  }

  private static byte[] raw(JsonNode response, int place) {
    return Base64.getDecoder().decode(response.at("/raw_output_contents/" + place).asText());
  }

  private static byte[] floats(Column column) {
    float[] values = new float[column.rows() * column.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.floatAt(i);
    }
    return floats(values);
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  /** What the predictor answers by itself. */
  private static Column probabilities(float... features) {
    ColumnBuffer column = new ColumnBuffer(ElementType.FLOAT32, Shape.of(4));
    for (float feature : features) {
      column.addDouble(feature);
    }
    return logistic.predict(Table.of(List.of("features"), List.of(column))).column("probabilities");
  }

  private static InferMessage features(int rows) {
    return new InferMessage("logistic").input("features", "FP32", rows, 4);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("finds server, models and methods")
  void finds(Knowing knowing) {
    NodeClient client = CLIENTS.get(knowing);
    assertThat(client.services().get(NodeClient.INFERENCE).toString())
        .contains("ServerLive", "ModelMetadata", "ModelInfer", "RepositoryIndex");
    assertThat(client.services().get(NodeClient.HEALTH).toString()).contains("Check");
    assertThat(answer(knowing, "ServerLive", InferMessage.empty()).get("live").asBoolean())
        .isTrue();
    assertThat(answer(knowing, "ServerReady", InferMessage.empty()).get("ready").asBoolean())
        .isTrue();
    ObjectNode flightDelay = InferMessage.empty().put("name", "flight-delay");
    assertThat(answer(knowing, "ModelReady", flightDelay).get("ready").asBoolean()).isTrue();
    assertThat(answer(knowing, "ServerMetadata", InferMessage.empty()).get("name").asText())
        .isEqualTo("slipway");
    JsonNode metadata = answer(knowing, "ModelMetadata", flightDelay);
    assertThat(metadata.at("/versions").toString()).isEqualTo("[\"1\"]");
    assertThat(metadata.at("/inputs/1").toString())
        .isEqualTo("{\"shape\":[\"-1\"],\"name\":\"distance\",\"datatype\":\"INT64\"}");
    assertThat(metadata.at("/outputs/0/datatype").asText()).isEqualTo("FP32");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gets the predictor's own bits for typed contents and for raw ones")
  void floatBits(Knowing knowing) {
    byte[] expected = floats(probabilities(FEATURES));

    JsonNode typed = answer(infer(knowing, features(3).floats(FEATURES).message()));
    JsonNode raw = answer(infer(knowing, features(3).raw(floats(FEATURES)).message()));

    assertThat(raw(raw, 0)).isEqualTo(expected);
    assertThat(raw.at("/outputs/0/shape").toString()).isEqualTo("[\"3\",\"2\"]");
    JsonNode contents = typed.at("/outputs/0/contents/fp32_contents");
    assertThat(contents).hasSize(6);
    float[] values = new float[6];
    for (int i = 0; i < values.length; i++) {
      values[i] = contents.get(i).floatValue();
    }
    assertThat(floats(values)).isEqualTo(expected);
    assertThat(typed.at("/raw_output_contents")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gets them for 100,000 rows in one message")
  void manyRows(Knowing knowing) {
    float[] features = new float[4 * 100_000];
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat(-8, 8);
    }
    JsonNode response = answer(infer(knowing, features(100_000).raw(floats(features)).message()));
    assertThat(raw(response, 0)).isEqualTo(floats(probabilities(features)));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gets the answers of a model with times, texts and preprocessing, typed and raw")
  void flightDelay(Knowing knowing) {
    List<String> dates = List.of("2001-01-01T00:01:00Z", "2001-01-04T19:33:00Z");
    List<String> origins = List.of("LAS", "LGA");
    List<String> destinations = List.of("PHL", "CMH");
    long[] distances = {2176, 478};
    Table answers = flights.predict(flights(dates, distances, origins, destinations));
    InferMessage typed =
        new InferMessage("flight-delay")
            .input("date", "BYTES", 2)
            .texts(dates)
            .input("distance", "INT64", 2)
            .longs(distances)
            .input("origin", "BYTES", 2)
            .texts(origins)
            .input("destination", "BYTES", 2)
            .texts(destinations);
    InferMessage raw =
        new InferMessage("flight-delay")
            .input("date", "BYTES", 2)
            .raw(InferMessage.lengthsAnd(dates))
            .input("distance", "INT64", 2)
            .raw(InferMessage.raw(distances))
            .input("origin", "BYTES", 2)
            .raw(InferMessage.lengthsAnd(origins))
            .input("destination", "BYTES", 2)
            .raw(InferMessage.lengthsAnd(destinations));

    JsonNode byType = answer(infer(knowing, typed.message()));
    JsonNode byBytes = answer(infer(knowing, raw.message()));

    assertThat(byType.get("model_version").asText()).isEqualTo("1");
    assertThat(raw(byBytes, 0)).isEqualTo(floats(answers.column("probability")));
    for (int row = 0; row < 2; row++) {
      assertThat(byType.at("/outputs/0/contents/fp32_contents/" + row).floatValue())
          .isEqualTo(answers.column("probability").floatAt(row));
      boolean late = answers.column("late").longAt(row) != 0;
      assertThat(byType.at("/outputs/1/contents/bool_contents/" + row).asBoolean()).isEqualTo(late);
      assertThat(raw(byBytes, 1)[row]).isEqualTo((byte) (late ? 1 : 0));
    }
  }

  private static Table flights(
      List<String> dates, long[] distances, List<String> origins, List<String> destinations) {
    ColumnBuffer date = new ColumnBuffer(ElementType.DATETIME, Shape.scalar());
    ColumnBuffer distance = new ColumnBuffer(ElementType.INT64, Shape.scalar());
    ColumnBuffer origin = new ColumnBuffer(ElementType.STRING, Shape.scalar());
    ColumnBuffer destination = new ColumnBuffer(ElementType.STRING, Shape.scalar());
    for (int row = 0; row < dates.size(); row++) {
      date.addValue(Instant.parse(dates.get(row)));
      distance.addLong(distances[row]);
      origin.addValue(origins.get(row));
      destination.addValue(destinations.get(row));
    }
    return Table.of(
        List.of("date", "distance", "origin", "destination"),
        List.of(date, distance, origin, destination));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gets values of each type back as they were")
  void everyType(Knowing knowing) {
    List<String> texts = List.of("", "Zürich 東京 \"\n");
    long[] longs = {Long.MIN_VALUE, (1L << 53) + 1};
    InferMessage message =
        new InferMessage("types")
            .input("bool", "BOOL", 2, 1)
            .contents("bool_contents", "[true,false]")
            .input("int8", "INT8", 2, 1)
            .contents("int_contents", "[-128,127]")
            .input("uint16", "UINT16", 2, 1)
            .contents("uint_contents", "[0,65535]")
            .input("int64", "INT64", 2, 1)
            .longs(longs)
            .input("double", "FP64", 2, 1)
            .contents("fp64_contents", "[0.1,-1.7976931348623157e308]")
            .input("string", "BYTES", 2, 1)
            .texts(texts);

    JsonNode outputs = answer(infer(knowing, message.message())).get("outputs");

    for (int i = 0; i < outputs.size(); i++) {
      JsonNode input = message.message().at("/inputs/" + i);
      assertThat(outputs.get(i).get("name").asText())
          .isEqualTo("same_" + input.get("name").asText());
      assertThat(outputs.get(i).get("datatype")).isEqualTo(input.get("datatype"));
      for (Map.Entry<String, JsonNode> list : input.get("contents").properties()) {
        assertThat(outputs.get(i).at("/contents/" + list.getKey()).toString())
            .isEqualTo(list.getValue().toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gets floats of 16 bits back raw, and hears that they have no other form")
  void halfPrecision(Knowing knowing) {
    byte[] half = {0, 0x3c, 1, (byte) 0x80, 0, 0x7c, (byte) 0xff, 0x7b};
    byte[] brain = {(byte) 0x80, 0x3f, 1, (byte) 0x80, (byte) 0x80, 0x7f, 0x7f, 0x7f};
    InferMessage message =
        new InferMessage("half")
            .input("fp16", "FP16", 2, 2)
            .raw(half)
            .input("bf16", "BF16", 2, 2)
            .raw(brain);

    JsonNode response = answer(infer(knowing, message.message()));

    assertThat(response.at("/outputs/0/datatype").asText()).isEqualTo("FP16");
    assertThat(raw(response, 0)).isEqualTo(half);
    assertThat(raw(response, 1)).isEqualTo(brain);

    Outcome typed =
        infer(
            knowing,
            new InferMessage("half")
                .input("fp16", "FP16", 1, 2)
                .floats(1, 2)
                .input("bf16", "BF16", 1, 2)
                .floats(1, 2)
                .message());
    assertThat(typed.code()).isEqualTo(3);
    assertThat(typed.details())
        .contains(
            "/inputs/0/contents: cannot hold FP16, expected raw_input_contents",
            "/inputs/1/contents: cannot hold BF16, expected raw_input_contents");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("hears in plain words what is wrong")
  void refused(Knowing knowing) {
    Outcome unknown =
        infer(knowing, new InferMessage("nœud").input("features", "FP32", 1, 4).message());
    assertThat(unknown.code()).isEqualTo(5);
    assertThat(unknown.details())
        .isEqualTo(
            "Cannot find model 'nœud': it is not served, expected one of"
                + " [endless, flight-delay, half, logistic, types]");

    Outcome shape = infer(knowing, features(2).floats(1, 2, 3, 4).message());
    assertThat(shape.code()).isEqualTo(3);
    assertThat(shape.details())
        .isEqualTo(
            "Cannot read the request: /inputs/0/contents: has 4 elements of FP32 among 4,"
                + " expected 8 for shape [2, 4]");

    Outcome width =
        infer(
            knowing,
            new InferMessage("logistic").input("features", "FP32", 1, 3).floats(1, 2, 3).message());
    assertThat(width.code()).isEqualTo(3);
    assertThat(width.details()).endsWith("/inputs/0/shape: is [1, 3], expected [-1, 4]");

    Outcome bytes = infer(knowing, features(1).raw(new byte[15]).message());
    assertThat(bytes.code()).isEqualTo(3);
    assertThat(bytes.details()).contains("/raw_input_contents/0");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ends a call at its deadline, and the server ends it, too")
  void deadline(Knowing knowing) {
    ENTRIES.clear();
    JsonNode endless =
        new InferMessage("endless").input("trips", "INT64", 1).longs(Long.MAX_VALUE).message();

    Outcome outcome = CLIENTS.get(knowing).call(NodeClient.INFERENCE, "ModelInfer", endless, 500);

    assertThat(outcome.code()).isEqualTo(4);
    await()
        .untilAsserted(
            () ->
                assertThat(ENTRIES)
                    .anySatisfy(
                        entry -> {
                          assertThat(entry.model()).isEqualTo("endless");
                          assertThat(entry.status()).isIn(1, 4);
                        }));
    JsonNode three =
        answer(
            infer(
                knowing,
                new InferMessage("endless").input("trips", "INT64", 1).longs(3).message()));
    assertThat(three.at("/outputs/0/contents/int64_contents/0").asText()).isEqualTo("3");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("asks for the server's health")
  void health(Knowing knowing) {
    NodeClient client = CLIENTS.get(knowing);
    for (String service : new String[] {"", NodeClient.INFERENCE}) {
      ObjectNode request = InferMessage.empty().put("service", service);
      assertThat(answer(client.call(NodeClient.HEALTH, "Check", request)).get("status").asText())
          .isEqualTo("SERVING");
    }
    ObjectNode other = InferMessage.empty().put("service", "no.such.Service");
    assertThat(client.call(NodeClient.HEALTH, "Check", other).code()).isEqualTo(5);
  }
}
