package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.http.NodeClient.Outcome;
import dev.slipway.http.NodeServer.Knowing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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

  private static final float[] FEATURES = {
    1, 2, 3, 4, -0f, 0.1f, Float.MIN_VALUE, -1e-40f, 16_777_217, -3.25f, 1e20f, 0.3f
  };

  @TempDir static Path folder;

  private static NodeServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new NodeServer(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
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
    return server
        .logistic()
        .predict(Table.of(List.of("features"), List.of(column)))
        .column("probabilities");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gets the predictor's own bits for typed contents and for raw ones")
  void floatBits(Knowing knowing) {
    byte[] expected = floats(probabilities(FEATURES));

    JsonNode typed =
        NodeServer.answer(server.infer(knowing, NodeServer.features(3).floats(FEATURES).message()));
    JsonNode raw =
        NodeServer.answer(
            server.infer(knowing, NodeServer.features(3).raw(floats(FEATURES)).message()));

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
    JsonNode response =
        NodeServer.answer(
            server.infer(knowing, NodeServer.features(100_000).raw(floats(features)).message()));
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
    Table answers = server.flights().predict(flights(dates, distances, origins, destinations));
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

    JsonNode byType = NodeServer.answer(server.infer(knowing, typed.message()));
    JsonNode byBytes = NodeServer.answer(server.infer(knowing, raw.message()));

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

    JsonNode outputs = NodeServer.answer(server.infer(knowing, message.message())).get("outputs");

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

    JsonNode response = NodeServer.answer(server.infer(knowing, message.message()));

    assertThat(response.at("/outputs/0/datatype").asText()).isEqualTo("FP16");
    assertThat(raw(response, 0)).isEqualTo(half);
    assertThat(raw(response, 1)).isEqualTo(brain);

    Outcome typed =
        server.infer(
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
}
