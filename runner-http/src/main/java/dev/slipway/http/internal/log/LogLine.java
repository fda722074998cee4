package dev.slipway.http.internal.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes lines of JSON. */
final class LogLine {

  private static final JsonFactory JSON = new JsonFactory();

  private LogLine() {}

  /** What writes the fields of a line. */
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** Returns an object with its end of line. */
  static byte[] of(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
