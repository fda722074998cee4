package dev.slipway.registry.mlflow;

import static dev.slipway.registry.mlflow.MlflowState.quote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.registry.mlflow.MlflowServer.Reply;
import dev.slipway.registry.mlflow.MlflowServer.Seen;
import dev.slipway.registry.mlflow.MlflowState.Refusal;
import dev.slipway.registry.mlflow.MlflowState.Version;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * MLflow's endpoints. Methods, paths and fields are those of {@code
 * mlflow/protos/model_registry.proto}, {@code service.proto} and {@code mlflow_artifacts.proto};
 * what each refuses, of {@code mlflow/server/handlers.py} and {@code
 * mlflow/store/model_registry/sqlalchemy_store.py}. Answers have the shapes of the REST API's
 * documentation and of {@code tests/tracking/test_model_registry.py}: 64-bit integers as numbers,
 * versions as strings, empty lists left out.
 */
final class MlflowEndpoints {

  private static final String API = "/api/2.0/mlflow/";
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";
  private static final String LOGGED = API + "logged-models/";
  private static final String LOGGED_FILES = "/ajax-api/2.0/mlflow/logged-models/";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final MlflowState state;

  MlflowEndpoints(MlflowState state) {
    this.state = state;
  }

  /** Required fields, then optional ones, of a message. */
  private record Message(Set<String> required, Set<String> optional) {}

  private static final Map<String, Message> MESSAGES =
      Map.ofEntries(
          message("POST registered-models/create", "name", "tags description"),
          message("GET registered-models/get", "name", ""),
          message("PATCH registered-models/update", "name", "description"),
          message("DELETE registered-models/delete", "name", ""),
          message("GET registered-models/search", "", "filter max_results order_by page_token"),
          message("GET registered-models/get-latest-versions", "name", "stages"),
          message("POST registered-models/set-tag", "name key value", ""),
          message("DELETE registered-models/delete-tag", "name key", ""),
          message("POST registered-models/alias", "name alias version", ""),
          message("DELETE registered-models/alias", "name alias", ""),
          message("GET registered-models/alias", "name alias", ""),
          message(
              "POST model-versions/create",
              "name source",
              "run_id tags run_link description model_id"),
          message("GET model-versions/get", "name version", ""),
          message("PATCH model-versions/update", "name version", "description"),
          message(
              "POST model-versions/transition-stage",
              "name version stage archive_existing_versions",
              ""),
          message("DELETE model-versions/delete", "name version", ""),
          message("GET model-versions/search", "", "filter max_results order_by page_token"),
          message("GET model-versions/get-download-uri", "name version", ""),
          message("POST model-versions/set-tag", "name version key value", ""),
          message("DELETE model-versions/delete-tag", "name version key", ""));

  private static Map.Entry<String, Message> message(
      String endpoint, String required, String optional) {
    return Map.entry(endpoint, new Message(words(required), words(optional)));
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  Reply answer(Seen seen) {
    String path = URLDecoder.decode(seen.path().replace("+", "%2B"), StandardCharsets.UTF_8);
    if (path.startsWith(PROXY)) {
      return new MlflowFiles(state).proxied(seen, path.substring(PROXY.length()));
    }
    if (path.startsWith(LOGGED)) {
      return new MlflowFiles(state).logged(seen, path.substring(LOGGED.length()));
    }
    if (path.startsWith(LOGGED_FILES)) {
      return new MlflowFiles(state).loggedFile(seen, path.substring(LOGGED_FILES.length()));
    }
    if (!path.startsWith(API)) {
      throw Refusal.violation("no endpoint of MLflow: " + path);
    }
    String endpoint = seen.method() + " " + path.substring(API.length());
    Message message = MESSAGES.get(endpoint);
    if (message == null) {
      throw Refusal.violation("no endpoint of MLflow: " + endpoint);
    }
    Request request = seen.method().equals("GET") ? query(seen) : body(seen);
    request.check(message);
    synchronized (state) {
      return Reply.json(200, run(endpoint, request));
    }
  }

  /** The fields of a request. */
  record Request(Map<String, String> texts, Map<String, List<JsonNode>> lists, List<String> all) {

    String get(String name) {
      return texts.getOrDefault(name, "");
    }

    void check(Message message) {
      for (String name : all) {
        if (!message.required().contains(name) && !message.optional().contains(name)) {
          throw Refusal.violation("no field of this message: " + name);
        }
      }
      for (String name : message.required()) {
        boolean mayBeEmpty = name.equals("value");
        if (!all.contains(name) || (!mayBeEmpty && get(name).isEmpty())) {
          throw Refusal.violation("Missing value for required parameter '" + name + "'.");
        }
      }
    }
  }

  static Request query(Seen seen) {
    if (seen.body().length > 0) {
      throw Refusal.violation("GET with a body");
    }
    Map<String, String> texts = new HashMap<>();
    List<String> all = new ArrayList<>();
    for (String pair : seen.query().isEmpty() ? new String[0] : seen.query().split("&")) {
      String[] parts = pair.split("=", 2);
      texts.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      all.add(parts[0]);
    }
    return new Request(texts, Map.of(), all);
  }

  private static Request body(Seen seen) {
    if (!seen.query().isEmpty() || !"application/json".equals(seen.headers().get("Content-Type"))) {
      throw Refusal.violation("expected JSON and no query");
    }
    try {
      Map<String, String> texts = new HashMap<>();
      Map<String, List<JsonNode>> lists = new HashMap<>();
      List<String> all = new ArrayList<>();
      MAPPER
          .readTree(seen.body())
          .properties()
          .forEach(
              field -> {
                all.add(field.getKey());
                boolean isFlag = field.getKey().equals("archive_existing_versions");
                if (field.getValue().isArray()) {
                  lists.put(field.getKey(), tags(field.getValue()));
                } else if (isFlag ? field.getValue().isBoolean() : field.getValue().isTextual()) {
                  texts.put(field.getKey(), field.getValue().asText());
                } else {
                  throw Refusal.violation("a field of the wrong type: " + field.getKey());
                }
              });
      return new Request(texts, lists, all);
    } catch (IOException broken) {
      throw Refusal.violation("no JSON");
    }
  }

  private static List<JsonNode> tags(JsonNode list) {
    List<JsonNode> tags = new ArrayList<>();
    for (JsonNode tag : list) {
      if (tag.size() != 2 || !tag.path("key").isTextual() || !tag.path("value").isTextual()) {
        throw Refusal.violation("a tag is an object with key and value");
      }
      tags.add(tag);
    }
    return tags;
  }

  private String run(String endpoint, Request request) {
    String name = request.get("name");
    String number = request.get("version");
    switch (endpoint) {
      case "POST registered-models/create" -> {
        return registered(state.create(name, request.get("description")));
      }
      case "GET registered-models/get" -> {
        return registered(state.model(name));
      }
      case "PATCH registered-models/update" -> {
        state.model(name).description = request.get("description");
        return registered(state.model(name));
      }
      case "DELETE registered-models/delete" -> {
        state.model(name);
        state.models.remove(name);
        return "{}";
      }
      case "GET registered-models/search" -> {
        return page(
            "registered_models",
            state.models.values().stream().map(MlflowJson::model).toList(),
            request);
      }
      case "GET registered-models/get-latest-versions" -> {
        List<String> stages =
            request.get("stages").isEmpty() ? List.of() : List.of(stage(request.get("stages")));
        return versions(name, state.latest(name, stages));
      }
      case "POST registered-models/set-tag" ->
          state.model(name).tags.put(key(request), request.get("value"));
      case "DELETE registered-models/delete-tag" -> state.model(name).tags.remove(key(request));
      case "POST registered-models/alias" -> {
        state.model(name);
        state.version(name, number);
        state.model(name).aliases.put(alias(request), number);
      }
      case "DELETE registered-models/alias" -> state.model(name).aliases.remove(alias(request));
      case "GET registered-models/alias" -> {
        String version = state.model(name).aliases.get(request.get("alias"));
        if (version == null) {
          throw Refusal.invalid("Registered model alias " + request.get("alias") + " not found.");
        }
        return version(name, state.version(name, version));
      }
      default -> {
        return runVersion(endpoint, request);
      }
    }
    return "{}";
  }

  private String runVersion(String endpoint, Request request) {
    String name = request.get("name");
    if (endpoint.equals("GET model-versions/search")) {
      String filter = request.get("filter");
      if (!filter.matches("name = ('[^']*'|\"[^\"]*\")")) {
        throw Refusal.violation("not a filter that this test server knows: " + filter);
      }
      String wanted = filter.substring(8, filter.length() - 1);
      List<String> found = new ArrayList<>();
      if (state.models.containsKey(wanted)) {
        state
            .model(wanted)
            .versions
            .values()
            .forEach(v -> found.add(MlflowJson.version(wanted, v, state)));
      }
      return page("model_versions", found, request);
    }
    if (endpoint.equals("POST model-versions/create")) {
      return create(request);
    }
    Version version = state.version(name, request.get("version"));
    switch (endpoint) {
      case "GET model-versions/get" -> {}
      case "GET model-versions/get-download-uri" -> {
        return "{\"artifact_uri\": " + quote(version.downloadUri) + "}";
      }
      case "PATCH model-versions/update" -> version.description = request.get("description");
      case "POST model-versions/transition-stage" -> version.stage = stage(request.get("stage"));
      case "DELETE model-versions/delete" -> {
        state.model(name).versions.remove(version.number);
        state.model(name).aliases.values().removeIf(request.get("version")::equals);
        return "{}";
      }
      case "POST model-versions/set-tag" -> {
        version.tags.put(key(request), request.get("value"));
        return "{}";
      }
      case "DELETE model-versions/delete-tag" -> {
        version.tags.remove(key(request));
        return "{}";
      }
      default -> throw Refusal.violation(endpoint);
    }
    return version(name, version);
  }

  private String create(Request request) {
    String source = request.get("source");
    if (source.contains("..") || !source.matches("(mlflow-artifacts|https?|s3|models|file):/.*")) {
      throw Refusal.invalid("Invalid model version source: '" + source + "'.");
    }
    Version version = state.createVersion(request.get("name"), source, request.get("run_id"));
    version.description = request.get("description");
    request
        .lists()
        .getOrDefault("tags", List.of())
        .forEach(tag -> version.tags.put(tag.get("key").asText(), tag.get("value").asText()));
    return version(request.get("name"), version);
  }

  private static String stage(String text) {
    for (String stage : List.of("None", "Staging", "Production", "Archived")) {
      if (stage.equalsIgnoreCase(text)) {
        return stage;
      }
    }
    throw Refusal.invalid(
        "Invalid Model Version stage: "
            + text
            + ". Value must be one of None, Staging, Production, Archived.");
  }

  private static String key(Request request) {
    if (!request.get("key").matches("(?U)[/\\w.\\- :]+")) {
      throw Refusal.invalid("Invalid tag name");
    }
    return request.get("key");
  }

  private static String alias(Request request) {
    String alias = request.get("alias");
    if (!alias.matches("(?U)[\\w\\-]{1,255}")
        || alias.equalsIgnoreCase("latest")
        || alias.matches("[vV][0-9]+")) {
      throw Refusal.invalid("Invalid alias name: '" + alias + "'.");
    }
    return alias;
  }

  private static String page(String field, List<String> entries, Request request) {
    int size = Integer.parseInt(request.texts().getOrDefault("max_results", "100"));
    if (size < 1 || size > 1000) {
      throw Refusal.violation("max_results is " + size);
    }
    String token = request.get("page_token");
    int from = token.isEmpty() ? 0 : Integer.parseInt(token.substring("page-".length()));
    int to = Math.min(entries.size(), from + size);
    List<String> parts = new ArrayList<>();
    if (to > from) {
      parts.add(quote(field) + ": [" + String.join(", ", entries.subList(from, to)) + "]");
    }
    if (to < entries.size()) {
      parts.add("\"next_page_token\": \"page-" + to + "\"");
    }
    return "{" + String.join(", ", parts) + "}";
  }

  private String registered(MlflowState.Model model) {
    return "{\"registered_model\": " + MlflowJson.model(model) + "}";
  }

  private String version(String name, Version version) {
    return "{\"model_version\": " + MlflowJson.version(name, version, state) + "}";
  }

  private String versions(String name, List<Version> versions) {
    String list =
        versions.stream()
            .map(version -> MlflowJson.version(name, version, state))
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? "{}" : "{\"model_versions\": [" + list + "]}";
  }
}
