package dev.slipway.oip.conformance;

import static dev.slipway.oip.conformance.Check.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.oip.conformance.RestClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the protocol says of REST. */
final class RestChecks {

  private final RestClient client;
  private final RestModel model;
  private final String path;

  RestChecks(RestModel model) {
    this.client = model.client();
    this.model = model;
    this.path = model.path();
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check("rest/live", "A server that runs says so", () -> model.ok("/v2/health/live")));
    checks.add(new Check("rest/ready", "A server is ready", () -> model.ok("/v2/health/ready")));
    checks.add(new Check("rest/server-metadata", "A server tells what it is", this::server));
    checks.add(new Check("rest/model-ready", "A model is ready", () -> model.ok(path + "/ready")));
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
    checks.add(bad("rest/no-body", "An empty body is refused", ""));
    checks.add(bad("rest/no-json", "A body cut off is refused", RestChecks::cutOff));
    checks.add(bad("rest/no-inputs", "Inputs are needed", "{}"));
    checks.add(bad("rest/unknown-input", "Inputs of other names are refused", RestChecks::renamed));
    checks.add(
        bad(
            "rest/unknown-output",
            "Outputs of other names are refused",
            inputs -> RestModel.request(inputs, ",\"outputs\":[{\"name\":\"no-such-output\"}]")));
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
                RestModel.request(inputs, "")
                    .replace("\"" + inputs.get(0).datatype() + "\"", "\"FP33\"")));
    checks.add(
        bad(
            "rest/wrong-data",
            "Data of another type is refused",
            inputs ->
                with(
                    inputs,
                    inputs.get(0).json(inputs.get(0).shape().toString(), "\"data\":[{},{}]"))));
    checks.add(bad("rest/deep", "Data without bottom is refused", "[".repeat(100_000)));
  }

  /** Makes a bad request of good inputs. */
  private interface Spoiling {
    String of(List<SampleTensor> inputs);
  }

  private Check bad(String id, String title, Spoiling spoiling) {
    return new Check(
        id, title, () -> refused(client.post(model.inferPath(), spoiling.of(model.plainInputs()))));
  }

  private Check bad(String id, String title, String body) {
    return new Check(id, title, () -> refused(client.post(model.inferPath(), body)));
  }

  private static void refused(Answer answer) throws IOException {
    expect(
        answer.status() >= 400 && answer.status() < 500,
        answer.seen() + ", expected a status from 400 to 499");
    JsonNode error = answer.json().path("error");
    expect(
        error.isTextual() && !error.asText().isEmpty(), answer.seen() + ", expected {\"error\":…}");
  }

  private void server() throws IOException, InterruptedException {
    JsonNode json = model.ok("/v2").json();
    expect(json.path("name").isTextual(), "no name in " + json);
    expect(json.path("version").isTextual(), "no version in " + json);
    expect(json.path("extensions").isArray(), "no list of extensions in " + json);
  }

  private void metadata() throws IOException, InterruptedException {
    JsonNode json = model.metadata();
    expect(json.path("name").asText().equals(model.name()), "name is " + json.path("name"));
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
    JsonNode versions = model.metadata().path("versions");
    if (!versions.isArray() || versions.isEmpty()) {
      throw new Check.SkippedException("the model names no versions");
    }
    for (JsonNode version : versions) {
      expect(version.isTextual(), "version " + version + " is no text");
      model.ok(path + "/versions/" + version.asText());
      model.ok(path + "/versions/" + version.asText() + "/ready");
      Answer answer =
          client.post(
              path + "/versions/" + version.asText() + "/infer",
              RestModel.request(model.inputs(), ""));
      expect(answer.status() == 200, answer.seen() + ", expected status 200");
      JsonNode named = answer.json().path("model_version");
      expect(
          named.isMissingNode() || named.asText().equals(version.asText()),
          "model_version is " + named + ", expected " + version);
    }
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
    String whole = RestModel.request(inputs, "");
    return whole.substring(0, whole.length() - 2);
  }

  private static String renamed(List<SampleTensor> inputs) {
    SampleTensor first = inputs.get(0);
    return RestModel.request(List.of(first.renamed("no-such-input")), "");
  }

  private void flat() throws IOException, InterruptedException {
    JsonNode json = model.infer(RestModel.request(model.inputs(), ""));
    JsonNode stated = model.metadata().path("outputs");
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
    for (SampleTensor input : model.inputs()) {
      nested.add(input.json(input.shape().toString(), "\"data\":" + input.nested()));
    }
    same(model.infer("{\"inputs\":" + nested + "}"));
  }

  private void same(JsonNode answer) throws IOException, InterruptedException {
    JsonNode expected = model.answered();
    expect(
        answer.path("outputs").equals(expected),
        "outputs are " + answer.path("outputs") + ", expected " + expected);
  }

  private void id() throws IOException, InterruptedException {
    JsonNode json = model.infer(RestModel.request(model.inputs(), ",\"id\":\"request \\\"1\\\"\""));
    expect(json.path("id").asText().equals("request \"1\""), "id is " + json.path("id"));
  }

  private void outputs() throws IOException, InterruptedException {
    String last = "";
    for (JsonNode output : model.metadata().path("outputs")) {
      last = output.path("name").asText();
    }
    JsonNode outputs =
        model
            .infer(RestModel.request(model.inputs(), ",\"outputs\":[{\"name\":\"" + last + "\"}]"))
            .path("outputs");
    expect(
        outputs.size() == 1 && outputs.get(0).path("name").asText().equals(last),
        "outputs are " + outputs + ", expected only " + last);
  }

  private void keyOrder() throws IOException, InterruptedException {
    List<String> turned = new ArrayList<>();
    for (SampleTensor input : model.inputs()) {
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
    same(model.infer("{\"inputs\":" + turned + ",\"id\":\"a\"}"));
  }
}
