package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.slipway.testing.OnnxFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The OpenAPI document")
class OpenApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Path FLIGHTS =
      Path.of(System.getProperty("slipway.home"), "examples/flight-delay/model");

  @TempDir static Path folder;

  private static InferenceServer server;

  @BeforeAll
  static void start() {
    server =
        InferenceServer.builder()
            .port(0)
            .lameDuckTime(Duration.ZERO)
            .model("flight-delay", FLIGHTS.toString())
            .model(
                "logistic", OnnxFile.logistic().write(folder.resolve("logistic.onnx")).toString())
            .model("many.types", types().toString())
            .start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** Gives back what it gets, of each type. */
  private static Path types() {
    OnnxFile model = new OnnxFile();
    for (DataType type :
        new DataType[] {
          DataType.FLOAT,
          DataType.DOUBLE,
          DataType.INT64,
          DataType.INT8,
          DataType.BOOL,
          DataType.STRING,
          DataType.UINT16
        }) {
      String name = type.name().toLowerCase(Locale.ROOT);
      model
          .input(name, type, OnnxFile.FREE, 2)
          .output("same_" + name, type, OnnxFile.FREE, 2)
          .node("Identity", List.of(name), List.of("same_" + name));
    }
    return model.write(folder.resolve("types.onnx"));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static JsonNode document() throws Exception {
    return JSON.readTree(send(at("/openapi.json")).body());
  }

  /** A schema of the document, with the components that it refers to. */
  private static Schema schema(JsonNode document, JsonNode media) {
    ObjectNode whole = media.get("schema").deepCopy();
    whole.set("components", document.get("components"));
    return SCHEMAS.getSchema(whole);
  }

  @Test
  @DisplayName("has examples that fit their schemas and that the server answers")
  void examples() throws Exception {
    JsonNode document = document();
    assertThat(document.get("paths")).hasSize(3);
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      JsonNode request = path.getValue().at("/post/requestBody/content/application~1json");
      JsonNode answer = path.getValue().at("/post/responses/200/content/application~1json");
      assertThat(schema(document, request).validate(request.get("example"))).isEmpty();
      assertThat(schema(document, answer).validate(answer.get("example"))).isEmpty();
      String asked = request.get("example").toString();
      for (String body : new String[] {asked, "[" + asked + "," + asked + "]"}) {
        HttpResponse<String> response =
            send(at(path.getKey()).POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answered = JSON.readTree(response.body());
        assertThat(schema(document, answer).validate(answered)).isEmpty();
        assertThat(answered.isArray() ? answered.get(1) : answered)
            .isEqualTo(answer.get("example"));
      }
    }
  }

  @Test
  @DisplayName("has a golden record for an example where the package has one, else made-up values")
  void golden() throws Exception {
    JsonNode golden = JSON.readTree(Files.readAllLines(FLIGHTS.resolve("golden.jsonl")).get(0));
    String example = "/post/requestBody/content/application~1json/example";
    JsonNode paths = document().get("paths");
    assertThat(paths.get("/models/flight-delay/predict").at(example))
        .isEqualTo(golden.get("input"));
    assertThat(paths.get("/models/logistic/predict").at(example).toString())
        .isEqualTo("{\"features\":[0.5,0.5,0.5,0.5]}");
    assertThat(paths.get("/models/many.types/predict").at(example).toString())
        .contains("\"int64\":[1,1]", "\"string\":[\"text\",\"text\"]", "\"bool\":[true,true]");
  }

  @Test
  @DisplayName("describes problems as they are told")
  void problems() throws Exception {
    JsonNode document = document();
    JsonNode media =
        document
            .get("paths")
            .get("/models/flight-delay/predict")
            .at("/post/responses/400/content/application~1problem+json");
    HttpResponse<String> refused =
        send(
            at("/models/flight-delay/predict")
                .POST(HttpRequest.BodyPublishers.ofString("{\"date\":5}")));
    JsonNode problem = JSON.readTree(refused.body());
    assertThat(schema(document, media).validate(problem)).isEmpty();
    assertThat(problem.get("errors")).hasSize(4);
    assertThat(schema(document, media).validate(JSON.readTree("{\"title\":5}"))).isNotEmpty();
  }

  @Test
  @DisplayName("has schemas that are schemas of JSON Schema 2020-12, and told from what are none")
  void schemas() throws Exception {
    Schema meta =
        SCHEMAS.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    for (Map.Entry<String, JsonNode> schema : document().at("/components/schemas").properties()) {
      assertThat(meta.validate(schema.getValue())).as(schema.getKey()).isEmpty();
    }
    assertThat(meta.validate(JSON.readTree("{\"type\":\"float\"}"))).isNotEmpty();
  }

  @Test
  @Tag("external")
  @DisplayName("is what OpenAPI's own schema takes")
  void official() throws Exception {
    Path schema =
        Path.of(
            System.getProperty("user.home"),
            ".cache/slipway/openapi-schema-validator-2.9.0/v3.1/schema.json");
    JsonNode document = document();
    JsonNode published = JSON.readTree(schema.toFile());
    assertThat(published.get("$id").asText())
        .startsWith("https://spec.openapis.org/oas/3.1/schema/");
    Schema official = SCHEMAS.getSchema(published);

    assertThat(official.validate(document)).isEmpty();

    ObjectNode broken = document.deepCopy();
    broken.remove("info");
    assertThat(official.validate(broken)).isNotEmpty();
    ObjectNode unnamed = document.deepCopy();
    ((ObjectNode) unnamed.at("/paths/~1models~1logistic~1predict/post/responses/200"))
        .remove("description");
    assertThat(official.validate(unnamed)).isNotEmpty();
  }
}
