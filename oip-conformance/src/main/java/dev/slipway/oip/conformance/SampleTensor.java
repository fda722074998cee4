package dev.slipway.oip.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An input that is made up as the model's metadata says; two rows where it says nothing. */
record SampleTensor(String name, String datatype, List<Long> shape) {

  private static final int FREE = 2;

  static SampleTensor of(JsonNode metadata) {
    List<Long> shape = new ArrayList<>();
    for (JsonNode dimension : metadata.path("shape")) {
      shape.add(dimension.asLong() < 0 ? FREE : dimension.asLong());
    }
    return new SampleTensor(
        metadata.path("name").asText(), metadata.path("datatype").asText(), shape);
  }

  int count() {
    long product = 1;
    for (long dimension : shape) {
      product *= dimension;
    }
    return Math.toIntExact(product);
  }

  boolean isFloating() {
    return datatype.equals("FP32") || datatype.equals("FP64");
  }

  boolean isInteger() {
    return datatype.startsWith("INT") || datatype.startsWith("UINT");
  }

  /** Returns whether values can be written in JSON and in the typed form of gRPC. */
  boolean isPlain() {
    return isFloating() || isInteger() || datatype.equals("BOOL") || datatype.equals("BYTES");
  }

  /** Returns a value: exact in each type, and another one for the next places. */
  private String value(int place) {
    if (isFloating()) {
      return String.format(Locale.ROOT, "%.2f", 0.25 * (place % 7));
    }
    return switch (datatype) {
      case "BOOL" -> place % 2 == 0 ? "true" : "false";
      case "BYTES" -> "\"a" + place % 3 + "\"";
      default -> Integer.toString(place % 5);
    };
  }

  double number(int place) {
    return isFloating() ? 0.25 * (place % 7) : place % 5;
  }

  /** Returns the data, flat. */
  String flat() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      values.add(value(i));
    }
    return values.toString();
  }

  /** Returns the data in lists of lists. */
  String nested() {
    return nested(0, new int[1]);
  }

  private String nested(int depth, int[] next) {
    if (depth == shape.size()) {
      return value(next[0]++);
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < shape.get(depth); i++) {
      parts.add(nested(depth + 1, next));
    }
    return parts.toString();
  }

  /** Returns the data as the binary extension and gRPC have it raw. */
  byte[] raw() {
    ByteBuffer bytes = ByteBuffer.allocate(8 + 16 * count()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count(); i++) {
      switch (datatype) {
        case "FP32" -> bytes.putFloat((float) number(i));
        case "FP64" -> bytes.putDouble(number(i));
        case "INT64", "UINT64" -> bytes.putLong((long) number(i));
        case "INT32", "UINT32" -> bytes.putInt((int) number(i));
        case "INT16", "UINT16" -> bytes.putShort((short) number(i));
        case "BOOL" -> bytes.put((byte) (i % 2 == 0 ? 1 : 0));
        case "BYTES" -> {
          byte[] text = text(i);
          bytes.putInt(text.length).put(text);
        }
        default -> bytes.put((byte) number(i));
      }
    }
    byte[] written = new byte[bytes.position()];
    bytes.flip().get(written);
    return written;
  }

  byte[] text(int place) {
    return ("a" + place % 3).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the tensor as JSON, with data or what else is said in its place. */
  String json(String shapeText, String rest) {
    return "{\"name\":\""
        + name
        + "\",\"shape\":"
        + shapeText
        + ",\"datatype\":\""
        + datatype
        + "\","
        + rest
        + "}";
  }

  String json() {
    return json(shape.toString(), "\"data\":" + flat());
  }
}
