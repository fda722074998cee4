package dev.slipway.oip.conformance;

import static dev.slipway.oip.conformance.Check.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.oip.conformance.RestClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the binary tensor extension says. */
final class BinaryChecks {

  private final RestClient client;
  private final RestChecks rest;
  private final String path;

  BinaryChecks(RestClient client, RestChecks rest, String model) {
    this.client = client;
    this.rest = rest;
    this.path = "/v2/models/" + model + "/infer";
  }

  List<Check> all() {
    return List.of(
        new Check("binary/inputs", "Raw inputs are answered as JSON ones", this::inputs),
        new Check("binary/outputs", "Raw outputs are those of JSON", this::outputs),
        lie("binary/short", "Raw data that is too short is refused", 0, -1),
        lie("binary/long", "Raw data that is too long is refused", 0, 1),
        lie("binary/json-length", "A JSON length beyond the body is refused", 1_000_000, 0));
  }

  private void extension() throws IOException, InterruptedException {
    if (!rest.hasExtension("binary_tensor_data")) {
      throw new Check.SkippedException("the server does not name binary_tensor_data");
    }
  }

  private static String json(List<SampleTensor> inputs, String more) {
    List<String> tensors = new ArrayList<>();
    for (SampleTensor input : inputs) {
      tensors.add(
          input.json(
              input.shape().toString(),
              "\"parameters\":{\"binary_data_size\":" + input.raw().length + "}"));
    }
    return "{\"inputs\":" + tensors + more + "}";
  }

  private static byte[] body(String json, List<SampleTensor> inputs, int more) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    inputs.forEach(input -> body.writeBytes(input.raw()));
    byte[] whole = body.toByteArray();
    return Arrays.copyOf(whole, whole.length + more);
  }

  private Answer send(List<SampleTensor> inputs, String more)
      throws IOException, InterruptedException {
    String json = json(inputs, more);
    Answer answer = client.post(path, body(json, inputs, 0), Integer.toString(json.length()));
    expect(answer.status() == 200, answer.seen() + ", expected status 200");
    return answer;
  }

  private void inputs() throws IOException, InterruptedException {
    extension();
    List<SampleTensor> inputs = rest.inputs();
    JsonNode expected = rest.infer(RestChecks.request(inputs, "")).path("outputs");
    JsonNode outputs = send(inputs, "").json().path("outputs");
    expect(outputs.equals(expected), "outputs are " + outputs + ", expected " + expected);
  }

  private void outputs() throws IOException, InterruptedException {
    extension();
    List<SampleTensor> inputs = rest.inputs();
    JsonNode expected = rest.infer(RestChecks.request(inputs, "")).path("outputs");
    Answer answer = send(inputs, ",\"parameters\":{\"binary_data_output\":true}");
    expect(
        !answer.jsonLength().isEmpty(),
        "no header " + RestClient.JSON_LENGTH + " in the answer, expected the JSON's length");
    JsonNode outputs = answer.head().path("outputs");
    ByteBuffer raw =
        ByteBuffer.wrap(answer.body())
            .position(Integer.parseInt(answer.jsonLength()))
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < outputs.size(); i++) {
      int size = outputs.get(i).path("parameters").path("binary_data_size").asInt(-1);
      expect(size >= 0 && size <= raw.remaining(), "binary_data_size is " + size);
      ByteBuffer own = raw.slice(raw.position(), size).order(ByteOrder.LITTLE_ENDIAN);
      raw.position(raw.position() + size);
      compare(expected.path(i), own);
    }
    expect(!raw.hasRemaining(), raw.remaining() + " bytes more than the outputs say");
  }

  private static void compare(JsonNode expected, ByteBuffer raw) {
    for (JsonNode value : expected.path("data")) {
      switch (expected.path("datatype").asText()) {
        case "FP32" ->
            expect(
                raw.getFloat() == value.floatValue(),
                "raw data of " + expected.path("name") + " differs");
        case "FP64" ->
            expect(
                raw.getDouble() == value.doubleValue(),
                "raw data of " + expected.path("name") + " differs");
        case "INT64" ->
            expect(
                raw.getLong() == value.longValue(),
                "raw data of " + expected.path("name") + " differs");
        case "INT32" ->
            expect(
                raw.getInt() == value.intValue(),
                "raw data of " + expected.path("name") + " differs");
        default -> {
          return;
        }
      }
    }
  }

  private Check lie(String id, String title, int jsonMore, int more) {
    return new Check(
        id,
        title,
        () -> {
          extension();
          List<SampleTensor> inputs = rest.inputs();
          String json = json(inputs, "");
          Answer answer =
              client.post(
                  path, body(json, inputs, more), Integer.toString(json.length() + jsonMore));
          expect(
              answer.status() >= 400 && answer.status() < 500,
              answer.seen() + ", expected a status from 400 to 499");
        });
  }
}
