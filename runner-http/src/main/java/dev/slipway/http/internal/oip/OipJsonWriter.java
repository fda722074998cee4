package dev.slipway.http.internal.oip;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.slipway.Column;
import dev.slipway.Prediction;
import dev.slipway.Table;
import dev.slipway.http.internal.oip.OipRequest.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes inference answers of the REST protocol. */
public final class OipJsonWriter {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private static final int FIRST_BYTES = 256;

  private OipJsonWriter() {}

  /** An answer as bytes: the JSON, and behind it the raw data. */
  public static final class Answer {

    private final byte[] body;
    private final int jsonLength;

    Answer(byte[] body, int jsonLength) {
      this.body = body;
      this.jsonLength = jsonLength;
    }

    /** Returns all bytes; not copied. */
    public byte[] body() {
      return body;
    }

    /** Returns how many bytes are JSON. */
    public int jsonLength() {
      return jsonLength;
    }

    /** Returns whether any data stands behind the JSON. */
    public boolean isBinary() {
      return jsonLength < body.length;
    }
  }

  /**
   * Writes an answer.
   *
   * @param model the name that the caller used
   * @param prediction what was answered
   * @param request what was asked
   * @return the bytes
   */
  public static Answer write(String model, Prediction prediction, OipRequest request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(FIRST_BYTES);
    List<BinaryTensors.Raw> raw = new ArrayList<>();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("model_name", model);
      json.writeStringField("model_version", prediction.version().version());
      if (request.id().isPresent()) {
        json.writeStringField("id", request.id().get());
      }
      json.writeArrayFieldStart("outputs");
      for (OipRequest.Output output : wanted(prediction.answers(), request)) {
        Column column = prediction.answers().column(output.name());
        write(json, output, column, output.form().orElse(request.outputForm()), raw);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory cannot fail", impossible);
    }
    byte[] head = out.toByteArray();
    return raw.isEmpty() ? new Answer(head, head.length) : withRaw(head, raw);
  }

  private static Answer withRaw(byte[] head, List<BinaryTensors.Raw> raw) {
    int length = head.length;
    for (BinaryTensors.Raw tensor : raw) {
      length = Math.addExact(length, tensor.length());
    }
    ByteBuffer body = ByteBuffer.allocate(length).put(head);
    raw.forEach(tensor -> tensor.write(body));
    return new Answer(body.array(), head.length);
  }

  /** Returns the outputs that are asked for, all in the model's order where none are. */
  public static List<OipRequest.Output> wanted(Table answers, OipRequest request) {
    return request.outputs().isEmpty()
        ? answers.names().stream()
            .map(name -> new OipRequest.Output(name, "", Optional.empty()))
            .toList()
        : request.outputs();
  }

  private static void write(
      JsonGenerator json,
      OipRequest.Output output,
      Column column,
      Form form,
      List<BinaryTensors.Raw> raw)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", output.name());
    json.writeStringField("datatype", Datatype.of(column.type()).name());
    json.writeArrayFieldStart("shape");
    json.writeNumber(column.rows());
    for (long dimension : column.rowShape().toArray()) {
      json.writeNumber(dimension);
    }
    json.writeEndArray();
    if (form == Form.BINARY) {
      BinaryTensors.Raw tensor = BinaryTensors.raw(column);
      raw.add(tensor);
      json.writeObjectFieldStart("parameters");
      json.writeNumberField("binary_data_size", tensor.length());
      json.writeEndObject();
    } else {
      json.writeArrayFieldStart("data");
      writeElements(json, column);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeElements(JsonGenerator json, Column column) throws IOException {
    int width = column.width();
    boolean nulls = column.hasNulls();
    for (int row = 0; row < column.rows(); row++) {
      boolean isNull = nulls && column.isNull(row);
      for (int i = row * width; i < (row + 1) * width; i++) {
        if (isNull) {
          json.writeNull();
        } else {
          writeElement(json, column, i);
        }
      }
    }
  }

  /** Infinities and NaN, which JSON has no numbers for, are texts. */
  private static void writeElement(JsonGenerator json, Column column, int index)
      throws IOException {
    switch (column.type()) {
      case BOOL -> json.writeBoolean(column.longAt(index) != 0);
      case FLOAT32, FLOAT16, BFLOAT16 -> json.writeNumber(column.floatAt(index));
      case FLOAT64 -> json.writeNumber(column.doubleAt(index));
      case UINT64 -> json.writeNumber(Long.toUnsignedString(column.longAt(index)));
      case STRING, BINARY, DATETIME -> json.writeString(TextValues.text(column, index));
      default -> json.writeNumber(column.longAt(index));
    }
  }
}
