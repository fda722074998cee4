package dev.slipway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A {@code ModelInferRequest} in protocol buffers' JSON, by the names of its definition. What
 * follows an input is of that input. Not thread-safe.
 */
final class InferMessage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode message;
  private final ArrayNode inputs;

  InferMessage(String model) {
    message = JSON.createObjectNode().put("model_name", model);
    inputs = message.putArray("inputs");
  }

  static ObjectNode empty() {
    return JSON.createObjectNode();
  }

  InferMessage input(String name, String datatype, long... shape) {
    ArrayNode dimensions =
        inputs.addObject().put("name", name).put("datatype", datatype).putArray("shape");
    for (long dimension : shape) {
      dimensions.add(dimension);
    }
    return this;
  }

  private ArrayNode contents(String list) {
    ObjectNode input = (ObjectNode) inputs.get(inputs.size() - 1);
    return input.putObject("contents").putArray(list);
  }

  InferMessage floats(float... values) {
    ArrayNode list = contents("fp32_contents");
    for (float value : values) {
      list.add(value);
    }
    return this;
  }

  InferMessage longs(long... values) {
    ArrayNode list = contents("int64_contents");
    for (long value : values) {
      list.add(Long.toString(value));
    }
    return this;
  }

  InferMessage texts(List<String> values) {
    ArrayNode list = contents("bytes_contents");
    values.forEach(value -> list.add(value.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Takes the elements as JSON. */
  InferMessage contents(String list, String elements) {
    try {
      contents(list).addAll((ArrayNode) JSON.readTree(elements));
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
    return this;
  }

  InferMessage raw(byte[] bytes) {
    message.withArray("raw_input_contents").add(Base64.getEncoder().encodeToString(bytes));
    return this;
  }

  /** Returns numbers as they are raw. */
  static byte[] raw(long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  /** Returns texts as they are raw: each with its length before it. */
  static byte[] lengthsAnd(List<String> texts) {
    int size = texts.stream().mapToInt(text -> Integer.BYTES + text.length()).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (String text : texts) {
      bytes.putInt(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.array();
  }

  ObjectNode message() {
    return message;
  }
}
