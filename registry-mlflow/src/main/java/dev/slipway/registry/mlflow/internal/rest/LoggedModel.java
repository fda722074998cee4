package dev.slipway.registry.mlflow.internal.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import java.time.Instant;

/**
 * MLflow 3's {@code LoggedModel}: a model that was logged, registered or not.
 *
 * @param id as {@code m-…}
 * @param name that it was logged under, may be empty
 * @param status {@code LOGGED_MODEL_READY} and others
 * @param artifactUri where its artefacts are
 * @param runId the run that logged it, may be empty
 * @param created when it was made
 */
public record LoggedModel(
    String id, String name, String status, String artifactUri, String runId, Instant created) {

  static LoggedModel of(Fields fields) throws TransferException {
    Fields info = fields.object("info");
    return new LoggedModel(
        info.requiredText("model_id"),
        info.text("name"),
        info.text("status"),
        info.requiredText("artifact_uri"),
        info.text("source_run_id"),
        Instant.ofEpochMilli(info.integer("creation_timestamp_ms")));
  }

  /**
   * Returns what is kept of it.
   *
   * @return a JSON object
   */
  public String json() {
    return JsonNodeFactory.instance.objectNode().put("name", name).toString();
  }

  /**
   * Returns whether its artefacts may be used.
   *
   * @return whether all of them are there
   */
  public boolean isReady() {
    return status.equals("LOGGED_MODEL_READY");
  }
}
