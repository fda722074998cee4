package dev.slipway.oip.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inputs that the caller of the kit gives: those of a request. */
final class GivenInputs {

  private GivenInputs() {}

  /**
   * Reads the inputs of a request; none if there is none.
   *
   * @throws IllegalArgumentException if it is no request, with what is wrong
   */
  static List<SampleTensor> of(Optional<String> request) {
    return request.map(GivenInputs::read).orElse(List.of());
  }

  private static List<SampleTensor> read(String request) {
    List<SampleTensor> inputs = new ArrayList<>();
    for (JsonNode tensor : json(request).path("inputs")) {
      inputs.add(checked(tensor));
    }
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("the request has no inputs, expected some");
    }
    return List.copyOf(inputs);
  }

  private static JsonNode json(String request) {
    try {
      return new ObjectMapper().readTree(request);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(
          "the request is not JSON: " + wrong.getOriginalMessage(), wrong);
    }
  }

  private static SampleTensor checked(JsonNode tensor) {
    SampleTensor input = SampleTensor.given(tensor);
    if (input.name().isEmpty() || !(input.isPlain() || input.isHalf())) {
      throw new IllegalArgumentException(
          "an input of the request is %s of %s, expected a name and a datatype of the protocol"
              .formatted(tensor.path("name"), tensor.path("datatype")));
    }
    for (JsonNode dimension : tensor.path("shape")) {
      if (!dimension.isInt() || dimension.asInt() < 1) {
        throw new IllegalArgumentException(
            "input '%s' of the request has the shape %s, expected dimensions from 1"
                .formatted(input.name(), tensor.path("shape")));
      }
    }
    if (input.data().isEmpty() || input.data().size() != input.count()) {
      throw new IllegalArgumentException(
          "input '%s' of the request has %d elements, expected some, as many as its shape %s says"
              .formatted(input.name(), input.data().size(), input.shape()));
    }
    for (JsonNode element : input.data()) {
      if (!input.takes(element)) {
        throw new IllegalArgumentException(
            "input '%s' of the request has the element %s, expected %s"
                .formatted(input.name(), element, input.datatype()));
      }
    }
    return input;
  }
}
