package dev.slipway.registry.mlflow;

import static dev.slipway.registry.mlflow.MlflowState.quote;

import dev.slipway.registry.mlflow.MlflowServer.Reply;
import dev.slipway.registry.mlflow.MlflowServer.Seen;
import dev.slipway.registry.mlflow.MlflowState.Logged;
import dev.slipway.registry.mlflow.MlflowState.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files as MLflow hands them through: {@code _list_artifacts_mlflow_artifacts}, {@code
 * _download_artifact} and {@code _upload_artifact} of {@code mlflow/server/handlers.py}; logged
 * models as {@code service.proto} has them. A listing of proxied files has names only, one of a
 * logged model has paths from its top.
 */
final class MlflowFiles {

  private static final String PREFIX = "mlflow-artifacts:/";

  private final MlflowState state;

  MlflowFiles(MlflowState state) {
    this.state = state;
  }

  Reply proxied(Seen seen, String path) {
    if (path.isEmpty() && seen.method().equals("GET")) {
      MlflowEndpoints.Request request = MlflowEndpoints.query(seen);
      if (!request.all().equals(List.of("path"))) {
        throw Refusal.violation("a listing has one parameter, path");
      }
      return Reply.json(200, list(safe(request.get("path")), ""));
    }
    if (!seen.query().isEmpty() || !path.startsWith("/")) {
      throw Refusal.violation("a file has no query");
    }
    String file = safe(path.substring(1));
    return switch (seen.method()) {
      case "PUT" -> {
        state.files.put(file, seen.body());
        yield Reply.json(200, "{}");
      }
      case "GET" -> send(seen, file);
      default -> throw Refusal.violation("no method of a file: " + seen.method());
    };
  }

  /** Refuses as {@code validate_path_is_safe} does. */
  private static String safe(String path) {
    if (path.startsWith("/") || Arrays.asList(path.split("/")).contains("..")) {
      throw Refusal.violation("Invalid path: " + path);
    }
    return path;
  }

  private Reply send(Seen seen, String file) {
    byte[] bytes = state.files.get(file);
    if (bytes == null) {
      throw Refusal.missing("No such artifact: " + file);
    }
    String tag = state.etags.get(file);
    if (tag == null) {
      // What MLflow itself does: no ETag, no ranges, attachment headers.
      return new Reply(
          200,
          Map.of(
              "Content-Type", "application/octet-stream",
              "Content-Disposition", "attachment; filename=x",
              "X-Content-Type-Options", "nosniff"),
          bytes);
    }
    String range = seen.headers().getOrDefault("Range", "");
    if (range.isEmpty() || !tag.equals(seen.headers().get("If-Range"))) {
      return new Reply(200, Map.of("ETag", tag), bytes);
    }
    int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    return new Reply(
        206,
        Map.of(
            "ETag",
            tag,
            "Content-Range",
            "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length),
        Arrays.copyOfRange(bytes, from, bytes.length));
  }

  /** Lists one folder; its entries under a prefix. */
  private String list(String folder, String prefix) {
    String top = folder.isEmpty() ? "" : folder + "/";
    Map<String, String> entries = new TreeMap<>();
    state.files.forEach(
        (path, bytes) -> {
          if (path.startsWith(top)) {
            String rest = path.substring(top.length());
            int slash = rest.indexOf('/');
            String name = slash < 0 ? rest : rest.substring(0, slash);
            String json =
                "{\"path\": "
                    + quote(prefix + name)
                    + (slash < 0
                        ? ", \"is_dir\": false, \"file_size\": " + bytes.length + "}"
                        : ", \"is_dir\": true}");
            entries.put(name, json);
          }
        });
    return entries.isEmpty() ? "{}" : "{\"files\": [" + String.join(", ", entries.values()) + "]}";
  }

  Reply logged(Seen seen, String rest) {
    MlflowEndpoints.Request request = MlflowEndpoints.query(seen);
    String[] parts = rest.split("/", 2);
    Logged model = loggedModel(parts[0]);
    if (parts.length == 1) {
      return Reply.json(
          200,
          "{\"model\": {\"info\": {\"model_id\": "
              + quote(model.id())
              + ", \"experiment_id\": \"0\", \"name\": "
              + quote(model.name())
              + ", \"creation_timestamp_ms\": 1709196000000, \"last_updated_timestamp_ms\":"
              + " 1709196000000, \"artifact_uri\": "
              + quote(model.artifactUri())
              + ", \"status\": \""
              + model.status()
              + "\"}, \"data\": {}}}");
    }
    if (!parts[1].equals("artifacts/directories")) {
      throw Refusal.violation("no endpoint of logged models: " + parts[1]);
    }
    if (!List.of("artifact_directory_path", "page_token").containsAll(request.all())) {
      throw Refusal.violation("no field of this message: " + request.all());
    }
    String folder = safe(request.get("artifact_directory_path"));
    String listing =
        list(
            root(model) + (folder.isEmpty() ? "" : "/" + folder),
            folder.isEmpty() ? "" : folder + "/");
    return Reply.json(
        200,
        "{\"root_uri\": "
            + quote(model.artifactUri())
            + (listing.equals("{}") ? "}" : ", " + listing.substring(1)));
  }

  Reply loggedFile(Seen seen, String rest) {
    MlflowEndpoints.Request request = MlflowEndpoints.query(seen);
    List<String> parts = new ArrayList<>(List.of(rest.split("/", 2)));
    if (!parts.get(1).equals("artifacts/files")
        || !request.all().equals(List.of("artifact_file_path"))) {
      throw Refusal.violation("no endpoint of logged models: " + rest);
    }
    return send(
        seen, root(loggedModel(parts.get(0))) + "/" + safe(request.get("artifact_file_path")));
  }

  private Logged loggedModel(String id) {
    Logged model = state.logged.get(id);
    if (model == null) {
      throw Refusal.missing("Logged model with ID '" + id + "' not found.");
    }
    return model;
  }

  /** Files of a store that only the server can read are kept under the path of their URI. */
  private static String root(Logged model) {
    String uri = model.artifactUri();
    return uri.startsWith(PREFIX)
        ? uri.substring(PREFIX.length())
        : uri.substring(uri.indexOf("://") + 3);
  }
}
