package dev.slipway.oip.conformance;

import static dev.slipway.oip.conformance.Check.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.oip.conformance.RestClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model of a server, asked by REST. Each call may find that the server does something else
 * ({@link Check.ViolationException}) or that there is nothing to check ({@link
 * Check.SkippedException}).
 */
final class RestModel {

  private final RestClient client;
  private final String name;
  private final String path;
  private final List<SampleTensor> given;

  /** Takes inputs to ask with; none if they are to be made up. */
  RestModel(RestClient client, String name, List<SampleTensor> given) {
    this.client = client;
    this.name = name;
    this.path = "/v2/models/" + name;
    this.given = given;
  }

  RestClient client() {
    return client;
  }

  String name() {
    return name;
  }

  /** Returns where its metadata is. */
  String path() {
    return path;
  }

  String inferPath() {
    return path + "/infer";
  }

  Answer ok(String where) throws IOException, InterruptedException {
    Answer answer = client.get(where);
    expect(answer.status() == 200, answer.seen() + ", expected status 200");
    return answer;
  }

  JsonNode metadata() throws IOException, InterruptedException {
    return ok(path).json();
  }

  boolean serverHasExtension(String extension) throws IOException, InterruptedException {
    for (JsonNode named : ok("/v2").json().path("extensions")) {
      if (named.asText().equals(extension)) {
        return true;
      }
    }
    return false;
  }

  /** Returns inputs as the metadata wants them, of a model that JSON has a form for both ways. */
  List<SampleTensor> inputs() throws IOException, InterruptedException {
    List<SampleTensor> inputs = plainInputs();
    onlyPlain(outputs(), "gives");
    return inputs;
  }

  /** Returns inputs as the metadata wants them, which JSON has a form for. */
  List<SampleTensor> plainInputs() throws IOException, InterruptedException {
    List<SampleTensor> inputs = samples();
    onlyPlain(inputs, "takes");
    return inputs;
  }

  private static void onlyPlain(List<SampleTensor> tensors, String verb) {
    for (SampleTensor tensor : tensors) {
      if (!tensor.isPlain()) {
        throw new Check.SkippedException(
            "the model " + verb + " " + tensor.datatype() + ", which has no standard form but raw");
      }
    }
  }

  /** Returns inputs as the metadata wants them, to be sent raw. */
  List<SampleTensor> rawInputs() throws IOException, InterruptedException {
    List<SampleTensor> inputs = samples();
    for (SampleTensor input : inputs) {
      if (!input.isPlain() && !input.isHalf()) {
        throw new Check.SkippedException("the model takes " + input.datatype());
      }
    }
    return inputs;
  }

  private List<SampleTensor> samples() throws IOException, InterruptedException {
    return given.isEmpty() ? statedInputs() : given;
  }

  /** Returns the inputs that the metadata states. */
  List<SampleTensor> statedInputs() throws IOException, InterruptedException {
    return tensors("inputs");
  }

  /** Returns the outputs that the metadata states; what stands for free dimensions says nothing. */
  List<SampleTensor> outputs() throws IOException, InterruptedException {
    return tensors("outputs");
  }

  /** Returns whether some tensor has floats of 16 bits; no if the model does not say. */
  boolean hasHalf() {
    try {
      return Stream.concat(statedInputs().stream(), outputs().stream())
          .anyMatch(SampleTensor::isHalf);
    } catch (IOException | RuntimeException untold) { // which a check of its own tells
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<SampleTensor> tensors(String side) throws IOException, InterruptedException {
    List<SampleTensor> tensors = new ArrayList<>();
    for (JsonNode tensor : metadata().path(side)) {
      tensors.add(SampleTensor.of(tensor));
    }
    return tensors;
  }

  /** Returns a request of these inputs, with more keys behind them. */
  static String request(List<SampleTensor> inputs, String more) {
    return "{\"inputs\":"
        + inputs.stream().map(SampleTensor::json).collect(Collectors.toList())
        + more
        + "}";
  }

  /** Infers, and checks that the answer is one. */
  JsonNode infer(String body) throws IOException, InterruptedException {
    Answer answer = client.post(inferPath(), body);
    expect(answer.status() == 200, answer.seen() + ", expected status 200");
    JsonNode json = answer.json();
    expect(
        json.path("model_name").asText().equals(name), "model_name is " + json.path("model_name"));
    expect(json.path("outputs").size() > 0, "no outputs in " + answer.seen());
    for (JsonNode output : json.path("outputs")) {
      checkOutput(output);
    }
    return json;
  }

  /** Returns what the model answers to its inputs. */
  JsonNode answered() throws IOException, InterruptedException {
    return infer(request(inputs(), "")).path("outputs");
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
}
