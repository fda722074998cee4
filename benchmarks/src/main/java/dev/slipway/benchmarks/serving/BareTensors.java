package dev.slipway.benchmarks.serving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.slipway.benchmarks.RawRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/**
 * Tensors of {@link OipRequests#JSON_ROWS} rows in the JSON of the Open Inference Protocol, by
 * hand: the one shape that it is asked for. Not thread-safe.
 */
final class BareTensors implements BareServer.JsonAction {

  private static final int ROWS = OipRequests.JSON_ROWS;
  private static final int ANSWER_BYTES = 16 * ROWS * ServedModel.OUTPUTS;

  private final JsonFactory json = json();
  private final RawRuntime runtime;

  BareTensors(Path model) {
    runtime = new RawRuntime(model, ROWS, ServedModel.INPUTS, ServedModel.OUTPUTS);
  }

  /** Returns Jackson with the faster ones of its ways to read and write numbers. */
  static JsonFactory json() {
    return JsonFactory.builder()
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .build();
  }

  @Override
  public byte[] answer(byte[] body) throws IOException {
    FloatBuffer rows = runtime.inputs().clear();
    try (JsonParser in = json.createParser(body)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.FIELD_NAME && in.currentName().equals("data")) {
          in.nextToken();
          while (in.nextToken() != JsonToken.END_ARRAY) {
            rows.put(in.getFloatValue());
          }
        }
      }
    }
    if (rows.hasRemaining()) {
      throw new IllegalArgumentException("expected " + ROWS + " rows");
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream(ANSWER_BYTES);
    try (JsonGenerator out = json.createGenerator(answer)) {
      write(out, runtime.pinned());
    }
    return answer.toByteArray();
  }

  private static void write(JsonGenerator out, FloatBuffer values) throws IOException {
    out.writeStartObject();
    out.writeStringField("model_name", ServedModel.TENSORS);
    out.writeStringField("model_version", "1");
    out.writeArrayFieldStart("outputs");
    out.writeStartObject();
    out.writeStringField("name", OipRequests.OUTPUT);
    out.writeStringField("datatype", "FP32");
    out.writeArrayFieldStart("shape");
    out.writeNumber(ROWS);
    out.writeNumber(ServedModel.OUTPUTS);
    out.writeEndArray();
    out.writeArrayFieldStart("data");
    for (int i = 0; i < ROWS * ServedModel.OUTPUTS; i++) {
      out.writeNumber(values.get(i));
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }
}
