package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.http.NodeClient.Outcome;
import dev.slipway.http.NodeServer.Knowing;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not about values; those are in {@link NodeClientTest}. */
@DisplayName("gRPC's client for Node, as any other,")
@Tag("external")
@Timeout(300)
class NodeCallTest {

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

  @ParameterizedTest
  @EnumSource
  @DisplayName("finds server, models and methods")
  void finds(Knowing knowing) {
    NodeClient client = server.client(knowing);
    assertThat(client.services().get(NodeClient.INFERENCE).toString())
        .contains("ServerLive", "ModelMetadata", "ModelInfer", "RepositoryIndex");
    assertThat(client.services().get(NodeClient.HEALTH).toString()).contains("Check");
    assertThat(server.answer(knowing, "ServerLive", InferMessage.empty()).get("live").asBoolean())
        .isTrue();
    assertThat(server.answer(knowing, "ServerReady", InferMessage.empty()).get("ready").asBoolean())
        .isTrue();
    ObjectNode flightDelay = InferMessage.empty().put("name", "flight-delay");
    assertThat(server.answer(knowing, "ModelReady", flightDelay).get("ready").asBoolean()).isTrue();
    assertThat(server.answer(knowing, "ServerMetadata", InferMessage.empty()).get("name").asText())
        .isEqualTo("slipway");
    JsonNode metadata = server.answer(knowing, "ModelMetadata", flightDelay);
    assertThat(metadata.at("/versions").toString()).isEqualTo("[\"1\"]");
    assertThat(metadata.at("/inputs/1").toString())
        .isEqualTo("{\"shape\":[\"-1\"],\"name\":\"distance\",\"datatype\":\"INT64\"}");
    assertThat(metadata.at("/outputs/0/datatype").asText()).isEqualTo("FP32");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("hears in plain words what is wrong")
  void refused(Knowing knowing) {
    Outcome unknown =
        server.infer(knowing, new InferMessage("nœud").input("features", "FP32", 1, 4).message());
    assertThat(unknown.code()).isEqualTo(5);
    assertThat(unknown.details())
        .isEqualTo(
            "Cannot find model 'nœud': it is not served, expected one of"
                + " [endless, flight-delay, half, logistic, types]");

    Outcome shape = server.infer(knowing, NodeServer.features(2).floats(1, 2, 3, 4).message());
    assertThat(shape.code()).isEqualTo(3);
    assertThat(shape.details())
        .isEqualTo(
            "Cannot read the request: /inputs/0/contents: has 4 elements of FP32 among 4,"
                + " expected 8 for shape [2, 4]");

    Outcome width =
        server.infer(
            knowing,
            new InferMessage("logistic").input("features", "FP32", 1, 3).floats(1, 2, 3).message());
    assertThat(width.code()).isEqualTo(3);
    assertThat(width.details()).endsWith("/inputs/0/shape: is [1, 3], expected [-1, 4]");

    Outcome bytes = server.infer(knowing, NodeServer.features(1).raw(new byte[15]).message());
    assertThat(bytes.code()).isEqualTo(3);
    assertThat(bytes.details()).contains("/raw_input_contents/0");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ends a call at its deadline, and the server ends it, too")
  void deadline(Knowing knowing) {
    server.entries().clear();
    JsonNode endless =
        new InferMessage("endless").input("trips", "INT64", 1).longs(Long.MAX_VALUE).message();

    Outcome outcome = server.client(knowing).call(NodeClient.INFERENCE, "ModelInfer", endless, 500);

    assertThat(outcome.code()).isEqualTo(4);
    await()
        .untilAsserted(
            () ->
                assertThat(server.entries())
                    .anySatisfy(
                        entry -> {
                          assertThat(entry.model()).isEqualTo("endless");
                          assertThat(entry.status()).isIn(1, 4);
                        }));
    JsonNode three =
        NodeServer.answer(
            server.infer(
                knowing,
                new InferMessage("endless").input("trips", "INT64", 1).longs(3).message()));
    assertThat(three.at("/outputs/0/contents/int64_contents/0").asText()).isEqualTo("3");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("asks for the server's health")
  void health(Knowing knowing) {
    NodeClient client = server.client(knowing);
    for (String service : new String[] {"", NodeClient.INFERENCE}) {
      ObjectNode request = InferMessage.empty().put("service", service);
      assertThat(
              NodeServer.answer(client.call(NodeClient.HEALTH, "Check", request))
                  .get("status")
                  .asText())
          .isEqualTo("SERVING");
    }
    ObjectNode other = InferMessage.empty().put("service", "no.such.Service");
    assertThat(client.call(NodeClient.HEALTH, "Check", other).code()).isEqualTo(5);
  }
}
