package dev.slipway.oip.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An input: made up as the model's metadata says, with two rows where it says nothing; or given.
 *
 * @param data flat, as many as the shape says; empty if they are made up
 */
record SampleTensor(String name, String datatype, List<Long> shape, List<JsonNode> data) {

  private static final int FREE = 2;

  static SampleTensor of(JsonNode metadata) {
    List<Long> shape = new ArrayList<>();
    for (JsonNode dimension : metadata.path("shape")) {
      shape.add(dimension.asLong() < 0 ? FREE : dimension.asLong());
    }
    return new SampleTensor(
        metadata.path("name").asText(), metadata.path("datatype").asText(), shape, List.of());
  }

  /** Returns a tensor of a request. */
  static SampleTensor given(JsonNode tensor) {
    List<JsonNode> data = new ArrayList<>();
    flatten(tensor.path("data"), data);
    SampleTensor made = of(tensor);
    return new SampleTensor(made.name, made.datatype, made.shape, List.copyOf(data));
  }

  private static void flatten(JsonNode element, List<JsonNode> leaves) {
    if (element.isArray()) {
      element.forEach(inner -> flatten(inner, leaves));
    } else if (!element.isMissingNode()) {
      leaves.add(element);
    }
  }

  SampleTensor renamed(String other) {
    return new SampleTensor(other, datatype, shape, data);
  }

  /** Returns how many elements the shape says; the largest number if they are more. */
  int count() {
    long product = 1;
    for (long dimension : shape) {
      product = Math.min(product * dimension, Integer.MAX_VALUE);
    }
    return (int) product;
  }

  /** Returns whether JSON is an element of this datatype; a number may be out of its range. */
  boolean takes(JsonNode element) {
    return switch (datatype) {
      case "BOOL" -> element.isBoolean();
      case "BYTES" -> element.isTextual();
      default -> isFloating() ? element.isNumber() : element.isIntegralNumber();
    };
  }

  /** Returns whether elements are integers or floats that have a form beside the raw one. */
  static boolean isNumeric(String datatype) {
    return datatype.matches("U?INT(8|16|32|64)|FP(32|64)");
  }

  /** Returns how many bytes an element has; 0 if that differs, or the datatype is none. */
  static int width(String datatype) {
    if (datatype.equals("BOOL")) {
      return 1;
    }
    String bits = datatype.replaceFirst("^(U?INT|FP|BF)", "");
    return bits.matches("8|16|32|64") ? Integer.parseInt(bits) / Byte.SIZE : 0;
  }

  /** Returns whether the protocol has no form but the raw one: floats of 16 bits. */
  boolean isHalf() {
    return datatype.equals("FP16") || datatype.equals("BF16");
  }

  private boolean isFloating() {
    return isHalf() || datatype.equals("FP32") || datatype.equals("FP64");
  }

  /** Returns whether values can be written in JSON and in the typed form of gRPC. */
  boolean isPlain() {
    return isNumeric(datatype) || datatype.equals("BOOL") || datatype.equals("BYTES");
  }

  /** Returns a value: exact in each type, and another one for the next places. */
  private String value(int place) {
    if (!data.isEmpty()) {
      return data.get(place).toString();
    }
    if (isFloating()) {
      return String.format(Locale.ROOT, "%.2f", 0.25 * (place % 7));
    }
    return switch (datatype) {
      case "BOOL" -> Boolean.toString(flag(place));
      case "BYTES" -> "\"a" + place % 3 + "\"";
      default -> Integer.toString(place % 5);
    };
  }

  double number(int place) {
    return data.isEmpty() ? 0.25 * (place % 7) : data.get(place).doubleValue();
  }

  long integer(int place) {
    return data.isEmpty() ? place % 5 : data.get(place).bigIntegerValue().longValue();
  }

  boolean flag(int place) {
    return data.isEmpty() ? place % 2 == 0 : data.get(place).asBoolean();
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
    int texts = datatype.equals("BYTES") ? texts() : 0;
    ByteBuffer bytes = ByteBuffer.allocate(8 * count() + texts).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count(); i++) {
      switch (datatype) {
        case "FP32" -> bytes.putFloat((float) number(i));
        case "FP64" -> bytes.putDouble(number(i));
        case "FP16" -> bytes.putShort(fp16((float) number(i)));
        case "BF16" -> bytes.putShort(bf16((float) number(i)));
        case "INT64", "UINT64" -> bytes.putLong(integer(i));
        case "INT32", "UINT32" -> bytes.putInt((int) integer(i));
        case "INT16", "UINT16" -> bytes.putShort((short) integer(i));
        case "BOOL" -> bytes.put((byte) (flag(i) ? 1 : 0));
        case "BYTES" -> {
          byte[] text = text(i);
          bytes.putInt(text.length).put(text);
        }
        default -> bytes.put((byte) integer(i));
      }
    }
    byte[] written = new byte[bytes.position()];
    bytes.flip().get(written);
    return written;
  }

  /** Returns the nearest FP16, of two as near the even one. */
  static short fp16(float value) {
    int sign = (Float.floatToIntBits(value) >>> 16) & 0x8000;
    float size = Math.abs(value);
    int bits;
    if (size >= 65_520) { // what rounds beyond the largest is infinite
      bits = 0x7c00;
    } else if (size < 0x1p-14f) {
      bits = (int) Math.rint(size * 0x1p24);
    } else {
      int exponent = Math.getExponent(size);
      bits = ((exponent + 14) << 10) + (int) Math.rint(Math.scalb((double) size, 10 - exponent));
    }
    return (short) (sign | bits);
  }

  /** Returns the nearest BF16, of two as near the even one. */
  static short bf16(float value) {
    int bits = Float.floatToIntBits(value);
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >> 16);
  }

  private int texts() {
    int size = 0;
    for (int i = 0; i < count(); i++) {
      size += text(i).length;
    }
    return size;
  }

  byte[] text(int place) {
    String text = data.isEmpty() ? "a" + place % 3 : data.get(place).asText();
    return text.getBytes(StandardCharsets.UTF_8);
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
