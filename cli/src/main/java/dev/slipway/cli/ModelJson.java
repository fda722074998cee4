package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.Model;
import dev.slipway.Parity;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.core.PackagedStep;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What a package holds, as one JSON object. */
final class ModelJson {

  private final JsonGenerator json;

  private ModelJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(ModelFacts facts) {
    return JsonText.of(json -> new ModelJson(json).write(facts));
  }

  private void write(ModelFacts facts) throws IOException {
    Model model = facts.model();
    json.writeStartObject();
    json.writeStringField("name", model.version().name());
    json.writeStringField("version", model.version().version());
    json.writeStringField("digest", model.version().digest());
    SigningJson.fields(json, facts.source().signing());
    json.writeStringField("description", model.description().orElse(null));
    json.writeStringField("engine", model.engine());
    json.writeStringField("variant", model.variant());
    parity(model.parity());
    json.writeStringField("mlflow_version", facts.source().mlflowVersion().orElse(null));
    json.writeStringField("mlflow_run_id", facts.source().mlflowRunId().orElse(null));
    fields("inputs", model.signature().inputs());
    params(model.signature().params());
    steps(facts.source().steps());
    fields("outputs", model.signature().outputs());
    call(facts.call());
    json.writeEndObject();
  }

  private void parity(Parity parity) throws IOException {
    json.writeObjectFieldStart("parity");
    json.writeStringField("level", parity.level().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("absolute", parity.absolute());
    json.writeNumberField("relative", parity.relative());
    json.writeNumberField("label_agreement", parity.labelAgreement());
    json.writeEndObject();
  }

  private void fields(String side, List<Signature.Field> fields) throws IOException {
    json.writeArrayFieldStart(side);
    for (Signature.Field field : fields) {
      json.writeStartObject();
      json.writeStringField("name", field.name());
      json.writeStringField("type", Names.of(field.type()));
      shape(field.shape());
      json.writeStringField("kind", Names.of(field.kind()));
      json.writeBooleanField("required", field.required());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void shape(Shape shape) throws IOException {
    json.writeFieldName("shape");
    json.writeArray(shape.toArray(), 0, shape.rank());
  }

  private void params(List<Signature.Param> params) throws IOException {
    json.writeArrayFieldStart("params");
    for (Signature.Param param : params) {
      json.writeStartObject();
      json.writeStringField("name", param.name());
      json.writeStringField("type", Names.of(param.type()));
      json.writeFieldName("default");
      JsonText.value(json, param.defaultValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void steps(List<PackagedStep> steps) throws IOException {
    json.writeArrayFieldStart("steps");
    for (PackagedStep step : steps) {
      json.writeStartObject();
      json.writeStringField("type", step.type());
      json.writeFieldName("settings");
      JsonText.value(json, new TreeMap<>(step.settings()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void call(ExampleCall call) throws IOException {
    json.writeObjectFieldStart("example");
    json.writeStringField("shell", call.shell());
    json.writeFieldName("input");
    json.writeRawValue(call.input().json());
    json.writeEndObject();
  }
}
