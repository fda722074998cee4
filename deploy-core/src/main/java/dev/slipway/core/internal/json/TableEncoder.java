package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.core.Timestamps;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Writes rows of a table as JSON objects. */
public final class TableEncoder {

  private final JsonGenerator out;
  private final Set<String> json;
  private final Map<String, String> further;

  /**
   * Creates an encoder.
   *
   * @param out where values are written to
   */
  public TableEncoder(JsonGenerator out) {
    this(out, Set.of(), Map.of());
  }

  private TableEncoder(JsonGenerator out, Set<String> json, Map<String, String> further) {
    this.out = out;
    this.json = json;
    this.further = further;
  }

  /**
   * Returns an encoder that writes the texts of some columns as they are.
   *
   * @param columns names of string columns, each of whose values is one JSON value
   * @return another encoder for the same place
   */
  public TableEncoder withJson(Set<String> columns) {
    return new TableEncoder(out, columns, further);
  }

  /**
   * Returns an encoder that ends each object with texts that are the same in all.
   *
   * @param texts by names that the table does not have
   * @return another encoder for the same place
   */
  public TableEncoder withTexts(Map<String, String> texts) {
    return new TableEncoder(out, json, texts);
  }

  /**
   * Writes one row as an object.
   *
   * @param table any
   * @param row from 0
   * @throws IOException if writing fails
   */
  public void record(Table table, int row) throws IOException {
    out.writeStartObject();
    for (int i = 0; i < table.columns().size(); i++) {
      String name = table.names().get(i);
      Column column = table.columns().get(i);
      out.writeFieldName(name);
      if (json.contains(name) && !column.isNull(row)) {
        out.writeRawValue(column.stringAt(row));
      } else {
        value(column, row);
      }
    }
    for (Map.Entry<String, String> text : further.entrySet()) {
      out.writeStringField(text.getKey(), text.getValue());
    }
    out.writeEndObject();
  }

  private void value(Column column, int row) throws IOException {
    if (column.isNull(row)) {
      out.writeNull();
    } else {
      nested(column, column.rowShape(), 0, row * column.width());
    }
  }

  /** Writes the elements below an axis and returns the index after the last of them. */
  private int nested(Column column, Shape shape, int axis, int index) throws IOException {
    if (axis == shape.rank()) {
      element(column, index);
      return index + 1;
    }
    int next = index;
    out.writeStartArray();
    for (long i = 0; i < shape.dimension(axis); i++) {
      next = nested(column, shape, axis + 1, next);
    }
    out.writeEndArray();
    return next;
  }

  private void element(Column column, int index) throws IOException {
    ElementType type = column.type();
    switch (type) {
      case BOOL -> out.writeBoolean(column.booleanAt(index));
      case STRING -> out.writeString(column.stringAt(index));
      case BINARY -> out.writeString(Base64.getEncoder().encodeToString(column.bytesAt(index)));
      case DATETIME -> out.writeString(Timestamps.format(column.longAt(index)));
      case UINT64 -> out.writeNumber(unsigned(column.longAt(index)));
      case FLOAT16, BFLOAT16, FLOAT32 -> floating(column.floatAt(index));
      case FLOAT64 -> floating(column.doubleAt(index));
      default -> out.writeNumber(column.longAt(index));
    }
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }

  private void floating(float value) throws IOException {
    if (Float.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeString(Float.toString(value));
    }
  }

  private void floating(double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeString(Double.toString(value));
    }
  }
}
