package dev.slipway.oip.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.oip.conformance.RestClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The models that a server tells: by the model repository extension, else by KServe's list. */
final class ModelNames {

  private ModelNames() {}

  /** Returns them, sorted; none if the server does not tell. */
  static List<String> of(RestClient client) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (JsonNode model : array(client.post("/v2/repository/index", "{\"ready\":true}"), "")) {
      names.add(model.path("name").asText());
    }
    if (names.isEmpty()) {
      array(client.get("/v2/models"), "/models").forEach(model -> names.add(model.asText()));
    }
    return names.stream().filter(name -> !name.isEmpty()).distinct().sorted().toList();
  }

  private static Iterable<JsonNode> array(Answer answer, String pointer) throws IOException {
    try {
      JsonNode array = answer.json().at(pointer);
      return answer.status() == 200 && array.isArray() ? array : List.of();
    } catch (JsonProcessingException other) { // a server without such a list may answer anything
      return List.of();
    }
  }
}
