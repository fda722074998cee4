package dev.slipway.http.internal.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.ElementType;
import dev.slipway.Prediction;
import dev.slipway.Signature;
import dev.slipway.http.internal.oip.OipServer;
import dev.slipway.http.internal.serving.ServedModel;
import dev.slipway.http.internal.serving.ServedModels;
import dev.slipway.http.internal.serving.ServedVersion;
import dev.slipway.http.internal.serving.TriedCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes an OpenAPI 3.1 document of the models that are served now. */
public final class OpenApi {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String VERSION = "model_version";

  private static final String PROBLEM =
      """
      {"type":"object","required":["type","title","status","detail"],"properties":{\
      "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},\
      "detail":{"type":"string"},"code":{"type":"string"},\
      "errors":{"type":"array","description":"All that is wrong with the request","items":{\
      "type":"object","required":["pointer","detail"],"properties":{\
      "pointer":{"type":"string","description":"A JSON pointer into the request"},\
      "detail":{"type":"string"}}}}}}""";

  private final Function<Prediction, byte[]> answers;

  /**
   * Creates a writer.
   *
   * @param answers writes the answer of one record as JSON
   */
  public OpenApi(Function<Prediction, byte[]> answers) {
    this.answers = answers;
  }

  /**
   * Writes the document.
   *
   * @param models what is served
   * @return JSON in UTF-8
   */
  public byte[] write(ServedModels models) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("openapi", "3.1.0");
      json.writeObjectFieldStart("info");
      json.writeStringField("title", "Slipway");
      json.writeStringField("version", OipServer.version());
      json.writeStringField(
          "description",
          "Models by name. The Open Inference Protocol v2 is served beside this, under /v2.");
      json.writeEndObject();
      json.writeObjectFieldStart("paths");
      for (ServedModel model : models.all()) {
        path(json, model.defaultVersion());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("components");
      json.writeObjectFieldStart("schemas");
      for (ServedModel model : models.all()) {
        schemas(json, model.defaultVersion());
      }
      json.writeFieldName("problem");
      json.writeRawValue(PROBLEM);
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory cannot fail", impossible);
    }
    return out.toByteArray();
  }

  private void path(JsonGenerator json, ServedVersion version) throws IOException {
    json.writeObjectFieldStart("/models/" + version.name() + "/predict");
    json.writeObjectFieldStart("post");
    json.writeStringField("operationId", "predict-" + version.name());
    json.writeStringField("summary", "Answers one record, or a list of records");
    Optional<String> description = version.predictor().model().description();
    if (description.isPresent()) {
      json.writeStringField("description", description.get());
    }
    json.writeObjectFieldStart("requestBody");
    json.writeBooleanField("required", true);
    TriedCall example = version.example();
    oneOrMany(json, version.name() + "-input", Optional.of(ExampleRecord.of(example.row())));
    json.writeEndObject();
    json.writeObjectFieldStart("responses");
    json.writeObjectFieldStart("200");
    json.writeStringField("description", "The answer of each record");
    oneOrMany(json, version.name() + "-answer", example.prediction().map(this::answer));
    json.writeEndObject();
    for (String status : new String[] {"400", "404", "408", "413", "429", "500", "503", "504"}) {
      failure(json, status);
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private String answer(Prediction prediction) {
    return new String(answers.apply(prediction), StandardCharsets.UTF_8).strip();
  }

  private static void oneOrMany(JsonGenerator json, String schema, Optional<String> example)
      throws IOException {
    json.writeObjectFieldStart("content");
    json.writeObjectFieldStart("application/json");
    json.writeObjectFieldStart("schema");
    json.writeArrayFieldStart("oneOf");
    json.writeStartObject();
    reference(json, schema);
    json.writeEndObject();
    json.writeStartObject();
    json.writeStringField("type", "array");
    json.writeObjectFieldStart("items");
    reference(json, schema);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    if (example.isPresent()) {
      json.writeFieldName("example");
      json.writeRawValue(example.get());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void reference(JsonGenerator json, String schema) throws IOException {
    json.writeStringField("$ref", "#/components/schemas/" + schema);
  }

  private static void failure(JsonGenerator json, String status) throws IOException {
    json.writeObjectFieldStart(status);
    json.writeStringField("description", "Problem details of RFC 9457");
    json.writeObjectFieldStart("content");
    json.writeObjectFieldStart("application/problem+json");
    json.writeObjectFieldStart("schema");
    reference(json, "problem");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void schemas(JsonGenerator json, ServedVersion version) throws IOException {
    json.writeFieldName(version.name() + "-input");
    FieldSchemas.write(json, version.signature().inputs());
    json.writeFieldName(version.name() + "-answer");
    FieldSchemas.write(json, answered(version.signature().outputs()));
  }

  /** Returns the fields of an answer: the outputs, and the version unless one has its name. */
  private static List<Signature.Field> answered(List<Signature.Field> outputs) {
    List<Signature.Field> fields = new ArrayList<>(outputs);
    if (outputs.stream().noneMatch(output -> output.name().equals(VERSION))) {
      fields.add(Signature.Field.column(VERSION, ElementType.STRING));
    }
    return fields;
  }
}
