package dev.slipway.lifecycle.signing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.core.ModelPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes the statement that is signed: the files of a package with their digests. */
final class Statements {

  private static final List<String> IGNORED =
      List.of(
          ".git", ".gitattributes", ".github", ".gitignore", "model.sig", "registered_model_meta");

  private Statements() {}

  static byte[] of(String name, ModelPackage source) throws IOException {
    ByteArrayOutputStream statement = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(statement)) {
      json.writeStartObject();
      json.writeStringField("_type", "https://in-toto.io/Statement/v1");
      json.writeArrayFieldStart("subject");
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeObjectFieldStart("digest");
      json.writeStringField("sha256", source.version().digest());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringField("predicateType", "https://model_signing/signature/v1.0");
      json.writeObjectFieldStart("predicate");
      resources(json, source.fileDigests());
      serialization(json);
      json.writeEndObject();
      json.writeEndObject();
    }
    return statement.toByteArray();
  }

  private static void resources(JsonGenerator json, Map<String, String> files) throws IOException {
    json.writeArrayFieldStart("resources");
    for (Map.Entry<String, String> file : files.entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", file.getKey());
      json.writeStringField("digest", file.getValue());
      json.writeStringField("algorithm", "sha256");
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void serialization(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("serialization");
    json.writeStringField("method", "files");
    json.writeStringField("hash_type", "sha256");
    json.writeBooleanField("allow_symlinks", false);
    json.writeArrayFieldStart("ignore_paths");
    for (String path : IGNORED) {
      json.writeString(path);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
