package dev.slipway.registry.mlflow.internal.rest;

import dev.slipway.registry.mlflow.internal.http.TransferException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * MLflow's {@code ModelVersion}, as its registry answers it.
 *
 * @param name of the model
 * @param number the version
 * @param status {@code READY}, {@code PENDING_REGISTRATION} or {@code FAILED_REGISTRATION}
 * @param statusMessage more on the status, may be empty
 * @param source where its artefacts come from
 * @param stage as MLflow writes it
 * @param description may be empty
 * @param runId may be empty
 * @param userId may be empty
 * @param created when it was registered
 * @param tags by key
 * @param aliases those that mean it, if the server says so
 * @param json the whole object
 */
public record VersionAnswer(
    String name,
    int number,
    String status,
    String statusMessage,
    String source,
    String stage,
    String description,
    String runId,
    String userId,
    Instant created,
    Map<String, String> tags,
    List<String> aliases,
    String json) {

  private static final String READY = "READY";

  static VersionAnswer of(Fields fields) throws TransferException {
    String status = fields.text("status");
    return new VersionAnswer(
        fields.requiredText("name"),
        number(fields.requiredText("version")),
        status.isEmpty() ? READY : status,
        fields.text("status_message"),
        fields.text("source"),
        fields.text("current_stage"),
        fields.text("description"),
        fields.text("run_id"),
        fields.text("user_id"),
        Instant.ofEpochMilli(fields.integer("creation_timestamp")),
        fields.tags("tags"),
        fields.texts("aliases"),
        fields.node().toString());
  }

  /**
   * Reads one that was kept.
   *
   * @param json what {@link #json} gave
   * @return the version
   * @throws IOException if it is damaged
   */
  public static VersionAnswer parse(String json) throws IOException {
    return of(JsonAnswer.object(json.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns whether its artefacts may be used.
   *
   * @return true for {@code READY}
   */
  public boolean isReady() {
    return status.equals(READY);
  }

  static int number(String text) throws TransferException {
    if (!text.matches("[0-9]{1,9}")) {
      throw Fields.bad("has a version that is no number of MLflow's");
    }
    return Integer.parseInt(text);
  }
}
