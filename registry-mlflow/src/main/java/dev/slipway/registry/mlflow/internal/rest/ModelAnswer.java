package dev.slipway.registry.mlflow.internal.rest;

import dev.slipway.registry.mlflow.internal.http.TransferException;
import java.util.Map;
import java.util.TreeMap;

/**
 * MLflow's {@code RegisteredModel}.
 *
 * @param name of the model
 * @param description may be empty
 * @param tags by key
 * @param aliases the number of the version that each means
 */
public record ModelAnswer(
    String name, String description, Map<String, String> tags, Map<String, Integer> aliases) {

  static ModelAnswer of(Fields fields) throws TransferException {
    Map<String, Integer> aliases = new TreeMap<>();
    for (Fields alias : fields.objects("aliases")) {
      aliases.put(alias.requiredText("alias"), VersionAnswer.number(alias.requiredText("version")));
    }
    return new ModelAnswer(
        fields.requiredText("name"), fields.text("description"), fields.tags("tags"), aliases);
  }
}
