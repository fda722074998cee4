package dev.slipway.http.internal.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.Table;
import dev.slipway.http.internal.oip.OipServer;
import dev.slipway.http.internal.serving.ServedModel;
import dev.slipway.http.internal.serving.ServedModels;
import dev.slipway.http.internal.serving.ServedVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Writes an OpenAPI 3.1 document of the models that are served now. */
public final class OpenApi {

  private static final JsonFactory JSON = new JsonFactory();

  private OpenApi() {}

  /**
   * Writes the document.
   *
   * @param models what is served
   * @return JSON in UTF-8
   */
  public static byte[] write(ServedModels models) {
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
      problem(json);
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory cannot fail", impossible);
    }
    return out.toByteArray();
  }

  private static void path(JsonGenerator json, ServedVersion version) throws IOException {
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
    oneOrMany(json, version.name() + "-input", version.predictor().model().example());
    json.writeEndObject();
    json.writeObjectFieldStart("responses");
    json.writeObjectFieldStart("200");
    json.writeStringField("description", "The answer of each record");
    oneOrMany(json, version.name() + "-answer", Optional.empty());
    json.writeEndObject();
    for (String status : new String[] {"400", "413", "429", "504"}) {
      failure(json, status);
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void oneOrMany(JsonGenerator json, String schema, Optional<Table> example)
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
    if (example.isPresent() && example.get().rows() > 0) {
      json.writeFieldName("example");
      json.writeRawValue(ExampleRecord.of(example.get()));
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
    FieldSchemas.write(json, version.signature().outputs());
  }

  private static void problem(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("problem");
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    for (String text : new String[] {"type", "title", "detail", "code"}) {
      json.writeObjectFieldStart(text);
      json.writeStringField("type", "string");
      json.writeEndObject();
    }
    json.writeObjectFieldStart("status");
    json.writeStringField("type", "integer");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }
}
