package dev.slipway.oip.conformance;

import static dev.slipway.oip.conformance.Check.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.oip.conformance.RestClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the protocol says of REST. */
final class RestChecks {

  private final RestClient client;
  private final String model;
  private final String path;

  RestChecks(RestClient client, String model) {
    this.client = client;
    this.model = model;
    this.path = "/v2/models/" + model;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("rest/live", "A server that runs says so", () -> ok("/v2/health/live")));
    checks.add(new Check("rest/ready", "A server is ready", () -> ok("/v2/health/ready")));
    checks.add(new Check("rest/server-metadata", "A server tells what it is", this::server));
    checks.add(new Check("rest/model-ready", "A model is ready", () -> ok(path + "/ready")));
    checks.add(new Check("rest/model-metadata", "A model tells its tensors", this::metadata));
    checks.add(new Check("rest/versions", "A version answers by its name", this::versions));
    checks.add(
        new Check(
            "rest/unknown-model",
            "No other model is there",
            () -> refused(client.get("/v2/models/no-such-model-here"))));
    checks.add(
        new Check(
            "rest/unknown-version",
            "No other version is there",
            () -> refused(client.get(path + "/versions/999999"))));
    addInference(checks);
    addBadInput(checks);
    return checks;
  }

  private void addInference(List<Check> checks) {
    checks.add(new Check("rest/infer-flat", "Flat data is answered", this::flat));
    checks.add(new Check("rest/infer-nested", "Nested data is answered alike", this::nested));
    checks.add(new Check("rest/infer-id", "An answer has its request's id", this::id));
    checks.add(new Check("rest/infer-outputs", "Outputs can be chosen", this::outputs));
    checks.add(new Check("rest/key-order", "Keys come in any order", this::keyOrder));
  }

  private void addBadInput(List<Check> checks) {
    checks.add(bad("rest/no-body", "An empty body is refused", inputs -> ""));
    checks.add(bad("rest/no-json", "A body cut off is refused", RestChecks::cutOff));
    checks.add(bad("rest/no-inputs", "Inputs are needed", inputs -> "{}"));
    checks.add(bad("rest/unknown-input", "Inputs of other names are refused", RestChecks::renamed));
    checks.add(
        bad(
            "rest/unknown-output",
            "Outputs of other names are refused",
            inputs -> request(inputs, ",\"outputs\":[{\"name\":\"no-such-output\"}]")));
    checks.add(
        bad(
            "rest/shape-more",
            "A shape of more elements than the data is refused",
            inputs -> shaped(inputs, grown(inputs.get(0), 1).toString())));
    checks.add(
        bad(
            "rest/shape-none",
            "Data that is missing is refused",
            inputs ->
                with(inputs, inputs.get(0).json(inputs.get(0).shape().toString(), "\"data\":[]"))));
    checks.add(
        bad(
            "rest/shape-negative",
            "A dimension below zero is refused",
            inputs -> shaped(inputs, grown(inputs.get(0), -100).toString())));
    checks.add(
        bad(
            "rest/shape-overflow",
            "A shape beyond 64 bits is refused",
            inputs -> shaped(inputs, "[4294967296,4294967296,4294967296]")));
    checks.add(
        bad(
            "rest/unknown-datatype",
            "A datatype that is none is refused",
            inputs ->
                request(inputs, "").replace("\"" + inputs.get(0).datatype() + "\"", "\"FP33\"")));
    checks.add(
        bad(
            "rest/wrong-data",
            "Data of another type is refused",
            inputs ->
                with(
                    inputs,
                    inputs.get(0).json(inputs.get(0).shape().toString(), "\"data\":[{},{}]"))));
    checks.add(bad("rest/deep", "Data without bottom is refused", inputs -> "[".repeat(100_000)));
  }

  /** Makes a bad request of good inputs. */
  private interface Spoiling {
    String of(List<SampleTensor> inputs);
  }

  private Check bad(String id, String title, Spoiling spoiling) {
    return new Check(id, title, () -> refused(client.post(path + "/infer", spoiling.of(inputs()))));
  }

  private static void refused(Answer answer) throws IOException {
    expect(
        answer.status() >= 400 && answer.status() < 500,
        answer.seen() + ", expected a status from 400 to 499");
    JsonNode error = answer.json().path("error");
    expect(
        error.isTextual() && !error.asText().isEmpty(), answer.seen() + ", expected {\"error\":…}");
  }

  private Answer ok(String where) throws IOException, InterruptedException {
    Answer answer = client.get(where);
    expect(answer.status() == 200, answer.seen() + ", expected status 200");
    return answer;
  }

  private void server() throws IOException, InterruptedException {
    JsonNode json = ok("/v2").json();
    expect(json.path("name").isTextual(), "no name in " + json);
    expect(json.path("version").isTextual(), "no version in " + json);
    expect(json.path("extensions").isArray(), "no list of extensions in " + json);
  }

  boolean hasExtension(String name) throws IOException, InterruptedException {
    for (JsonNode extension : ok("/v2").json().path("extensions")) {
      if (extension.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void metadata() throws IOException, InterruptedException {
    JsonNode json = ok(path).json();
    expect(json.path("name").asText().equals(model), "name is " + json.path("name"));
    expect(json.path("platform").isTextual(), "no platform in " + json);
    for (String side : new String[] {"inputs", "outputs"}) {
      expect(json.path(side).size() > 0, "no " + side + " in " + json);
      for (JsonNode tensor : json.path(side)) {
        expect(
            tensor.path("name").isTextual()
                && tensor.path("datatype").isTextual()
                && tensor.path("shape").isArray(),
            "no name, datatype or shape in " + tensor);
      }
    }
  }

  private void versions() throws IOException, InterruptedException {
    JsonNode versions = ok(path).json().path("versions");
    if (!versions.isArray() || versions.isEmpty()) {
      throw new Check.SkippedException("the model names no versions");
    }
    for (JsonNode version : versions) {
      expect(version.isTextual(), "version " + version + " is no text");
      ok(path + "/versions/" + version.asText());
      ok(path + "/versions/" + version.asText() + "/ready");
      Answer answer =
          client.post(path + "/versions/" + version.asText() + "/infer", request(inputs(), ""));
      expect(answer.status() == 200, answer.seen() + ", expected status 200");
      JsonNode named = answer.json().path("model_version");
      expect(
          named.isMissingNode() || named.asText().equals(version.asText()),
          "model_version is " + named + ", expected " + version);
    }
  }

  /** Returns inputs as the metadata wants them. */
  List<SampleTensor> inputs() throws IOException, InterruptedException {
    List<SampleTensor> inputs = new ArrayList<>();
    for (JsonNode tensor : ok(path).json().path("inputs")) {
      SampleTensor sample = SampleTensor.of(tensor);
      if (!sample.isPlain()) {
        throw new Check.SkippedException("the model takes " + sample.datatype());
      }
      inputs.add(sample);
    }
    return inputs;
  }

  static String request(List<SampleTensor> inputs, String more) {
    return "{\"inputs\":"
        + inputs.stream().map(SampleTensor::json).collect(Collectors.toList())
        + more
        + "}";
  }

  private static String with(List<SampleTensor> inputs, String first) {
    List<String> all = new ArrayList<>(List.of(first));
    inputs.stream().skip(1).map(SampleTensor::json).forEach(all::add);
    return "{\"inputs\":" + all + "}";
  }

  private static String shaped(List<SampleTensor> inputs, String shape) {
    SampleTensor first = inputs.get(0);
    return with(inputs, first.json(shape, "\"data\":" + first.flat()));
  }

  private static List<Long> grown(SampleTensor tensor, long by) {
    List<Long> shape = new ArrayList<>(tensor.shape());
    shape.set(0, shape.get(0) + by);
    return shape;
  }

  private static String cutOff(List<SampleTensor> inputs) {
    String whole = request(inputs, "");
    return whole.substring(0, whole.length() - 2);
  }

  private static String renamed(List<SampleTensor> inputs) {
    SampleTensor first = inputs.get(0);
    return request(List.of(new SampleTensor("no-such-input", first.datatype(), first.shape())), "");
  }

  /** Infers, and checks that the answer is one. */
  JsonNode infer(String body) throws IOException, InterruptedException {
    Answer answer = client.post(path + "/infer", body);
    expect(answer.status() == 200, answer.seen() + ", expected status 200");
    JsonNode json = answer.json();
    expect(
        json.path("model_name").asText().equals(model), "model_name is " + json.path("model_name"));
    expect(json.path("outputs").size() > 0, "no outputs in " + answer.seen());
    for (JsonNode output : json.path("outputs")) {
      checkOutput(output);
    }
    return json;
  }

  private static void checkOutput(JsonNode output) {
    expect(
        output.path("name").isTextual() && output.path("datatype").isTextual(),
        "no name or datatype in " + output);
    long product = 1;
    for (JsonNode dimension : output.path("shape")) {
      product *= dimension.asLong();
    }
    expect(
        output.path("data").isArray() && leaves(output.path("data")) == product,
        "output "
            + output.path("name")
            + " has "
            + leaves(output.path("data"))
            + " elements, expected "
            + product
            + " for its shape "
            + output.path("shape"));
  }

  private static long leaves(JsonNode data) {
    if (!data.isArray()) {
      return 1;
    }
    long count = 0;
    for (JsonNode element : data) {
      count += leaves(element);
    }
    return count;
  }

  private void flat() throws IOException, InterruptedException {
    JsonNode json = infer(request(inputs(), ""));
    JsonNode stated = ok(path).json().path("outputs");
    for (JsonNode output : stated) {
      boolean there = false;
      for (JsonNode given : json.path("outputs")) {
        there |=
            given.path("name").equals(output.path("name"))
                && given.path("datatype").equals(output.path("datatype"));
      }
      expect(there, "no output as the metadata's " + output + " in " + json.path("outputs"));
    }
  }

  private void nested() throws IOException, InterruptedException {
    List<String> nested = new ArrayList<>();
    for (SampleTensor input : inputs()) {
      nested.add(input.json(input.shape().toString(), "\"data\":" + input.nested()));
    }
    same(infer("{\"inputs\":" + nested + "}"));
  }

  private void same(JsonNode answer) throws IOException, InterruptedException {
    JsonNode expected = infer(request(inputs(), "")).path("outputs");
    expect(
        answer.path("outputs").equals(expected),
        "outputs are " + answer.path("outputs") + ", expected " + expected);
  }

  private void id() throws IOException, InterruptedException {
    JsonNode json = infer(request(inputs(), ",\"id\":\"request \\\"1\\\"\""));
    expect(json.path("id").asText().equals("request \"1\""), "id is " + json.path("id"));
  }

  private void outputs() throws IOException, InterruptedException {
    String last = "";
    for (JsonNode output : ok(path).json().path("outputs")) {
      last = output.path("name").asText();
    }
    JsonNode outputs =
        infer(request(inputs(), ",\"outputs\":[{\"name\":\"" + last + "\"}]")).path("outputs");
    expect(
        outputs.size() == 1 && outputs.get(0).path("name").asText().equals(last),
        "outputs are " + outputs + ", expected only " + last);
  }

  private void keyOrder() throws IOException, InterruptedException {
    List<String> turned = new ArrayList<>();
    for (SampleTensor input : inputs()) {
      turned.add(
          "{\"data\":"
              + input.flat()
              + ",\"datatype\":\""
              + input.datatype()
              + "\",\"shape\":"
              + input.shape()
              + ",\"name\":\""
              + input.name()
              + "\"}");
    }
    same(infer("{\"inputs\":" + turned + ",\"id\":\"a\"}"));
  }
}
