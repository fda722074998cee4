package dev.slipway.http.internal.openapi;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import java.io.IOException;
import java.util.List;

/** JSON schemas of a signature's fields. */
final class FieldSchemas {

  private FieldSchemas() {}

  /** Writes the schema of a record. */
  static void write(JsonGenerator json, List<Signature.Field> fields) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    for (Signature.Field field : fields) {
      json.writeFieldName(field.name());
      nested(json, field, 0);
    }
    json.writeEndObject();
    json.writeArrayFieldStart("required");
    for (Signature.Field field : fields) {
      if (field.required()) {
        json.writeString(field.name());
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void nested(JsonGenerator json, Signature.Field field, int axis)
      throws IOException {
    Shape row = field.rowShape();
    json.writeStartObject();
    if (axis < row.rank()) {
      json.writeStringField("type", "array");
      if (row.dimension(axis) != Shape.FREE) {
        json.writeNumberField("minItems", row.dimension(axis));
        json.writeNumberField("maxItems", row.dimension(axis));
      }
      json.writeFieldName("items");
      nested(json, field, axis + 1);
    } else {
      element(json, field);
    }
    json.writeEndObject();
  }

  private static void element(JsonGenerator json, Signature.Field field) throws IOException {
    ElementType type = field.type();
    String name = typeName(type);
    if (field.kind() == Signature.Kind.COLUMN) {
      json.writeArrayFieldStart("type");
      json.writeString(name);
      json.writeString("null");
      json.writeEndArray();
    } else {
      json.writeStringField("type", name);
    }
    switch (type) {
      case DATETIME -> json.writeStringField("format", "date-time");
      case BINARY -> json.writeStringField("contentEncoding", "base64");
      case FLOAT32 -> json.writeStringField("format", "float");
      case FLOAT64 -> json.writeStringField("format", "double");
      case INT32 -> json.writeStringField("format", "int32");
      case INT64 -> json.writeStringField("format", "int64");
      default -> {}
    }
  }

  private static String typeName(ElementType type) {
    if (type == ElementType.BOOL) {
      return "boolean";
    }
    if (type.isInteger()) {
      return "integer";
    }
    return type.isFloating() ? "number" : "string";
  }
}
