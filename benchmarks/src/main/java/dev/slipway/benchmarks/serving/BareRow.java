package dev.slipway.benchmarks.serving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.benchmarks.RawRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** One row in typed JSON, by hand. Not thread-safe. */
final class BareRow implements BareServer.JsonAction {

  private static final int ALL = 0b1111;
  private static final int ANSWER_BYTES = 128;

  private final JsonFactory json = BareTensors.json();
  private final RawRuntime runtime;

  BareRow(Path model) {
    runtime = new RawRuntime(model, 1, ServedModel.INPUTS, ServedModel.OUTPUTS);
  }

  @Override
  public byte[] answer(byte[] body) throws IOException {
    read(body, runtime.inputs());
    ByteArrayOutputStream answer = new ByteArrayOutputStream(ANSWER_BYTES);
    try (JsonGenerator out = json.createGenerator(answer)) {
      out.writeStartObject();
      out.writeNumberField("positive", runtime.pinned().get(1));
      out.writeStringField("model_version", "1");
      out.writeEndObject();
    }
    return answer.toByteArray();
  }

  private void read(byte[] body, FloatBuffer row) throws IOException {
    int seen = 0;
    try (JsonParser in = json.createParser(body)) {
      check(in.nextToken() == JsonToken.START_OBJECT, "an object");
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        int place = name.length() == 1 ? name.charAt(0) - 'a' : -1;
        JsonToken value = in.nextToken();
        if (place >= 0 && place < ServedModel.INPUTS) {
          check(value.isNumeric(), "a number for " + name);
          row.put(place, in.getFloatValue());
          seen |= 1 << place;
        } else {
          in.skipChildren();
        }
      }
    }
    check(seen == ALL, "a, b, c and d");
  }

  private static void check(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected);
    }
  }
}
