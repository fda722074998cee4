package dev.slipway.oip.conformance;

import static dev.slipway.oip.conformance.Check.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.oip.conformance.RestClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the binary tensor extension says. */
final class BinaryChecks {

  private final RestModel model;

  BinaryChecks(RestModel model) {
    this.model = model;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("binary/inputs", "Raw inputs are answered as JSON ones", this::inputs));
    checks.add(new Check("binary/outputs", "Raw outputs are those of JSON", this::outputs));
    if (model.hasHalf()) {
      checks.add(new Check("binary/half", "FP16 and BF16 are taken and given raw", this::half));
    }
    checks.add(lie("binary/short", "Raw data that is too short is refused", 0, -1));
    checks.add(lie("binary/long", "Raw data that is too long is refused", 0, 1));
    checks.add(lie("binary/json-length", "A JSON length beyond the body is refused", 1_000_000, 0));
    return checks;
  }

  /** Returns whether the server says that it has the extension. */
  boolean isOffered() throws IOException, InterruptedException {
    return model.serverHasExtension("binary_tensor_data");
  }

  private void extension() throws IOException, InterruptedException {
    if (!isOffered()) {
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

  private Answer post(byte[] body, int jsonLength) throws IOException, InterruptedException {
    return model.client().post(model.inferPath(), body, Integer.toString(jsonLength));
  }

  private Answer send(List<SampleTensor> inputs, String more)
      throws IOException, InterruptedException {
    String json = json(inputs, more);
    Answer answer = post(body(json, inputs, 0), json.length());
    expect(answer.status() == 200, answer.seen() + ", expected status 200");
    return answer;
  }

  private void inputs() throws IOException, InterruptedException {
    extension();
    List<SampleTensor> inputs = model.inputs();
    JsonNode expected = model.answered();
    JsonNode outputs = send(inputs, "").json().path("outputs");
    expect(outputs.equals(expected), "outputs are " + outputs + ", expected " + expected);
  }

  private void outputs() throws IOException, InterruptedException {
    extension();
    List<SampleTensor> inputs = model.inputs();
    JsonNode expected = model.answered();
    List<RawOutput> outputs = rawOutputs(inputs);
    expect(
        outputs.size() == expected.size(),
        outputs.size() + " outputs, but " + expected.size() + " by JSON");
    for (int i = 0; i < outputs.size(); i++) {
      TensorValues.compare(expected.path(i), outputs.get(i).bytes());
    }
  }

  private void half() throws IOException, InterruptedException {
    extension();
    List<RawOutput> outputs = rawOutputs(model.rawInputs());
    for (SampleTensor stated : model.outputs()) {
      expect(
          outputs.stream()
              .anyMatch(
                  output ->
                      output.name().equals(stated.name())
                          && output.datatype().equals(stated.datatype())),
          "no output " + stated.name() + " of " + stated.datatype() + " among " + outputs);
    }
    outputs.forEach(RawOutput::checkSize);
  }

  /** Asks with raw data for raw data, and checks that sizes and body agree. */
  List<RawOutput> rawOutputs(List<SampleTensor> inputs) throws IOException, InterruptedException {
    Answer answer = send(inputs, ",\"parameters\":{\"binary_data_output\":true}");
    expect(
        !answer.jsonLength().isEmpty(),
        "no header " + RestClient.JSON_LENGTH + " in the answer, expected the JSON's length");
    ByteBuffer raw =
        ByteBuffer.wrap(answer.body()).position(Integer.parseInt(answer.jsonLength())).slice();
    List<RawOutput> outputs = new ArrayList<>();
    for (JsonNode output : answer.head().path("outputs")) {
      int size = output.path("parameters").path("binary_data_size").asInt(-1);
      expect(size >= 0 && size <= raw.remaining(), "binary_data_size is " + size);
      long count = 1;
      for (JsonNode dimension : output.path("shape")) {
        count *= dimension.asLong();
      }
      outputs.add(
          new RawOutput(
              output.path("name").asText(),
              output.path("datatype").asText(),
              count,
              raw.slice(raw.position(), size)));
      raw.position(raw.position() + size);
    }
    expect(!raw.hasRemaining(), raw.remaining() + " bytes more than the outputs say");
    return outputs;
  }

  private Check lie(String id, String title, int jsonMore, int more) {
    return new Check(
        id,
        title,
        () -> {
          extension();
          List<SampleTensor> inputs = model.rawInputs();
          String json = json(inputs, "");
          Answer answer = post(body(json, inputs, more), json.length() + jsonMore);
          expect(
              answer.status() >= 400 && answer.status() < 500,
              answer.seen() + ", expected a status from 400 to 499");
        });
  }
}
