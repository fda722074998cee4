package dev.slipway.http.internal.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.Signature;
import dev.slipway.http.internal.oip.Datatype;
import dev.slipway.http.internal.oip.OipServer;
import dev.slipway.http.internal.serving.CallStatistics;
import dev.slipway.http.internal.serving.ServedModel;
import dev.slipway.http.internal.serving.ServedModels;
import dev.slipway.http.internal.serving.ServedVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the Open Inference Protocol tells of a server and its models. */
final class OipMetadata {

  private OipMetadata() {}

  static byte[] server() {
    return JsonBody.object(
        json -> {
          json.writeStringField("name", OipServer.NAME);
          json.writeStringField("version", OipServer.version());
          json.writeArrayFieldStart("extensions");
          for (String extension : OipServer.EXTENSIONS) {
            json.writeString(extension);
          }
          json.writeEndArray();
        });
  }

  static byte[] flag(String name) {
    return JsonBody.object(json -> json.writeBooleanField(name, true));
  }

  static byte[] models(ServedModels models) {
    return JsonBody.object(
        json -> {
          json.writeArrayFieldStart("models");
          for (ServedModel model : models.all()) {
            json.writeString(model.name());
          }
          json.writeEndArray();
        });
  }

  static byte[] model(ServedVersion version, Optional<ServedModel> model) {
    return JsonBody.object(
        json -> {
          json.writeStringField("name", version.name());
          json.writeArrayFieldStart("versions");
          for (String label : model.map(ServedModel::labels).orElse(List.of(version.label()))) {
            json.writeString(label);
          }
          json.writeEndArray();
          json.writeStringField(
              "platform", OipServer.platform(version.predictor().model().variant()));
          fields(json, "inputs", version.signature().inputs());
          fields(json, "outputs", version.signature().outputs());
        });
  }

  private static void fields(JsonGenerator json, String key, List<Signature.Field> fields)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (Signature.Field field : fields) {
      json.writeStartObject();
      json.writeStringField("name", field.name());
      json.writeStringField("datatype", Datatype.of(field.type()).name());
      json.writeArrayFieldStart("shape");
      for (long dimension : field.shape().toArray()) {
        json.writeNumber(dimension);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static byte[] statistics(ServedVersion version) {
    CallStatistics.Snapshot counted = version.statistics().snapshot();
    return JsonBody.object(
        json -> {
          json.writeArrayFieldStart("model_stats");
          json.writeStartObject();
          json.writeStringField("name", version.name());
          json.writeStringField("version", version.label());
          json.writeNumberField("last_inference", counted.lastCallMillis());
          json.writeNumberField("inference_count", counted.rows());
          json.writeNumberField("execution_count", counted.calls());
          json.writeObjectFieldStart("inference_stats");
          duration(json, "success", counted.succeeded(), counted.successNanos());
          duration(json, "fail", counted.failed(), counted.failureNanos());
          duration(json, "queue", counted.calls(), counted.queueNanos());
          duration(json, "compute_infer", counted.calls(), counted.inferNanos());
          json.writeEndObject();
          json.writeObjectFieldStart("placement");
          json.writeStringField("one_row", version.placement().of(1).name());
          json.writeNumberField("one_row_ns", Math.round(version.placement().oneRowNanos()));
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  private static void duration(JsonGenerator json, String key, long count, long nanos)
      throws IOException {
    json.writeObjectFieldStart(key);
    json.writeNumberField("count", count);
    json.writeNumberField("ns", nanos);
    json.writeEndObject();
  }
}
