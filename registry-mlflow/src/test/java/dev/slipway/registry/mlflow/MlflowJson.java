package dev.slipway.registry.mlflow;

import static dev.slipway.registry.mlflow.MlflowState.quote;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * MLflow's entities as its server writes them: {@code message_to_json} of {@code
 * mlflow/utils/proto_json_utils.py}. The literals are those of the REST documentation's examples.
 */
final class MlflowJson {

  private MlflowJson() {}

  /** {@code RegisteredModel}. */
  static String model(MlflowState.Model model) {
    String aliases =
        model.aliases.entrySet().stream()
            .map(
                alias ->
                    "{\"alias\": "
                        + quote(alias.getKey())
                        + ", \"version\": "
                        + quote(alias.getValue())
                        + "}")
            .collect(Collectors.joining(", "));
    return "{\"name\": "
        + quote(model.name)
        + ", \"creation_timestamp\": "
        + model.created
        + ", \"last_updated_timestamp\": "
        + model.created
        + ", \"description\": "
        + quote(model.description)
        + tags(model.tags)
        + (aliases.isEmpty() ? "" : ", \"aliases\": [" + aliases + "]")
        + "}";
  }

  /** {@code ModelVersion}. */
  static String version(String name, MlflowState.Version version, MlflowState state) {
    String aliases =
        state.model(name).aliases.entrySet().stream()
            .filter(alias -> alias.getValue().equals(Integer.toString(version.number)))
            .map(alias -> quote(alias.getKey()))
            .collect(Collectors.joining(", "));
    return "{\"name\": "
        + quote(name)
        + ", \"version\": \""
        + version.number
        + "\", \"creation_timestamp\": "
        + version.created
        + ", \"last_updated_timestamp\": "
        + version.created
        + ", \"current_stage\": \""
        + version.stage
        + "\", \"description\": "
        + quote(version.description == null ? "" : version.description)
        + ", \"source\": "
        + quote(version.source)
        + ", \"run_id\": "
        + quote(version.runId)
        + ", \"status\": \""
        + version.status
        + "\""
        + (version.statusMessage.isEmpty()
            ? ""
            : ", \"status_message\": " + quote(version.statusMessage))
        + tags(version.tags)
        + ", \"run_link\": \"\""
        + (aliases.isEmpty() ? "" : ", \"aliases\": [" + aliases + "]")
        + "}";
  }

  private static String tags(Map<String, String> tags) {
    String list =
        tags.entrySet().stream()
            .map(
                tag ->
                    "{\"key\": "
                        + quote(tag.getKey())
                        + ", \"value\": "
                        + quote(tag.getValue())
                        + "}")
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? "" : ", \"tags\": [" + list + "]";
  }
}
