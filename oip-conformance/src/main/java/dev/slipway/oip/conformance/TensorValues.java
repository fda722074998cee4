package dev.slipway.oip.conformance;

import static dev.slipway.oip.conformance.Check.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.oip.messages.InferTensorContents;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements of an output in any of its forms, as values that are equal if the elements are:
 * integers as {@code Long}, others as {@code Float}, {@code Double} or {@code Boolean}.
 */
final class TensorValues {

  private TensorValues() {}

  /** Returns whether elements can be told from each other in JSON: texts may be encoded there. */
  private static boolean isComparable(String datatype) {
    return SampleTensor.isNumeric(datatype) || datatype.equals("BOOL");
  }

  /** Checks raw elements against those of JSON. */
  static void compare(JsonNode expected, ByteBuffer raw) {
    String datatype = expected.path("datatype").asText();
    if (!isComparable(datatype)) {
      return;
    }
    int width = SampleTensor.width(datatype);
    expect(
        raw.remaining() % width == 0,
        expected.path("name") + " has " + raw.remaining() + " bytes of " + datatype);
    List<Object> values = new ArrayList<>();
    ByteBuffer bytes = raw.slice().order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      values.add(value(datatype, bytes));
    }
    same(expected, values);
  }

  private static Object value(String datatype, ByteBuffer raw) {
    return switch (datatype) {
      case "FP32" -> positive(raw.getFloat());
      case "FP64" -> positive(raw.getDouble());
      case "BOOL" -> raw.get() != 0;
      case "INT64", "UINT64" -> raw.getLong();
      case "INT32" -> (long) raw.getInt();
      case "UINT32" -> Integer.toUnsignedLong(raw.getInt());
      case "INT16" -> (long) raw.getShort();
      case "UINT16" -> (long) Short.toUnsignedInt(raw.getShort());
      case "UINT8" -> (long) Byte.toUnsignedInt(raw.get());
      default -> (long) raw.get();
    };
  }

  /** Checks typed elements against those of JSON. */
  static void compare(JsonNode expected, InferTensorContents contents) {
    String datatype = expected.path("datatype").asText();
    if (!isComparable(datatype)) {
      return;
    }
    List<Object> values = new ArrayList<>();
    switch (datatype) {
      case "FP32" ->
          contents.getFp32ContentsList().forEach(value -> values.add(positive((float) value)));
      case "FP64" ->
          contents.getFp64ContentsList().forEach(value -> values.add(positive((double) value)));
      case "BOOL" -> values.addAll(contents.getBoolContentsList());
      case "INT64" -> values.addAll(contents.getInt64ContentsList());
      case "UINT64" -> values.addAll(contents.getUint64ContentsList());
      case "UINT8", "UINT16", "UINT32" ->
          contents
              .getUintContentsList()
              .forEach(value -> values.add(Integer.toUnsignedLong(value)));
      default -> contents.getIntContentsList().forEach(value -> values.add((long) value));
    }
    same(expected, values);
  }

  private static void same(JsonNode expected, List<Object> seen) {
    List<Object> values = new ArrayList<>();
    String datatype = expected.path("datatype").asText();
    flatten(expected.path("data"), leaf -> values.add(value(datatype, leaf)));
    expect(
        seen.size() == values.size(),
        expected.path("name")
            + " has "
            + seen.size()
            + " elements, but "
            + values.size()
            + " by JSON");
    for (int i = 0; i < values.size(); i++) {
      expect(
          seen.get(i).equals(values.get(i)),
          "element "
              + i
              + " of "
              + expected.path("name")
              + " is "
              + seen.get(i)
              + ", but "
              + values.get(i)
              + " by JSON");
    }
  }

  private interface Leaves {
    void add(JsonNode leaf);
  }

  private static void flatten(JsonNode data, Leaves leaves) {
    if (data.isArray()) {
      data.forEach(element -> flatten(element, leaves));
    } else {
      leaves.add(data);
    }
  }

  /** JSON has no numbers for infinities and what is none: they may be texts. */
  private static Object value(String datatype, JsonNode leaf) {
    if (datatype.equals("FP32")) {
      return positive(leaf.isTextual() ? Float.parseFloat(leaf.asText()) : leaf.floatValue());
    }
    if (datatype.equals("FP64")) {
      return positive(leaf.isTextual() ? Double.parseDouble(leaf.asText()) : leaf.doubleValue());
    }
    if (datatype.equals("BOOL")) {
      return leaf.asBoolean();
    }
    return leaf.bigIntegerValue().longValue();
  }

  /** JSON's writers may drop the sign of zero. */
  private static Float positive(float value) {
    return value + 0f;
  }

  private static Double positive(double value) {
    return value + 0d;
  }
}
