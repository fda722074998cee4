package dev.slipway.registry.mlflow.internal.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.Request;
import dev.slipway.registry.mlflow.internal.http.Request.Effect;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints of MLflow's model registry. Thread-safe. */
public final class RegistryApi {

  private static final String MODELS = "/mlflow/registered-models/";
  private static final String VERSIONS = "/mlflow/model-versions/";
  private static final String PAGE_SIZE = "1000";

  private final RestClient client;

  /**
   * Takes a client.
   *
   * @param client asks the server
   */
  public RegistryApi(RestClient client) {
    this.client = client;
  }

  /** Asks for the version of a number. */
  public VersionAnswer version(String name, String version, Deadline deadline)
      throws TransferException, InterruptedIOException {
    Address address = client.api(VERSIONS + "get").with("name", name).with("version", version);
    return VersionAnswer.of(client.get(address, deadline).object("model_version"));
  }

  /** Asks for the version that an alias means. */
  public VersionAnswer versionByAlias(String name, String alias, Deadline deadline)
      throws TransferException, InterruptedIOException {
    Address address = client.api(MODELS + "alias").with("name", name).with("alias", alias);
    return VersionAnswer.of(client.get(address, deadline).object("model_version"));
  }

  /** Asks for the latest version of each stage, or of one. */
  public List<VersionAnswer> latest(String name, Optional<String> stage, Deadline deadline)
      throws TransferException, InterruptedIOException {
    Address address = client.api(MODELS + "get-latest-versions").with("name", name);
    stage.ifPresent(wanted -> address.with("stages", wanted));
    List<VersionAnswer> found = new ArrayList<>();
    for (Fields version : client.get(address, deadline).objects("model_versions")) {
      found.add(VersionAnswer.of(version));
    }
    return found;
  }

  /** Asks for all versions of a model that were not deleted. */
  public List<VersionAnswer> versions(String name, Deadline deadline)
      throws TransferException, InterruptedIOException {
    String filter = "name = " + quoted(name);
    List<VersionAnswer> found = new ArrayList<>();
    client.pages(
        () -> client.api(VERSIONS + "search").with("filter", filter).with("max_results", PAGE_SIZE),
        page -> {
          for (Fields version : page.objects("model_versions")) {
            found.add(VersionAnswer.of(version));
          }
        },
        deadline);
    return found;
  }

  /** Asks for one model. */
  public ModelAnswer model(String name, Deadline deadline)
      throws TransferException, InterruptedIOException {
    Address address = client.api(MODELS + "get").with("name", name);
    return ModelAnswer.of(client.get(address, deadline).object("registered_model"));
  }

  /** Asks for the names of all models. */
  public List<String> models(Deadline deadline) throws TransferException, InterruptedIOException {
    List<String> names = new ArrayList<>();
    client.pages(
        () -> client.api(MODELS + "search").with("max_results", PAGE_SIZE),
        page -> {
          for (Fields model : page.objects("registered_models")) {
            names.add(model.requiredText("name"));
          }
        },
        deadline);
    return names;
  }

  /** Asks where a version's artefacts are. */
  public String downloadUri(String name, int version, Deadline deadline)
      throws TransferException, InterruptedIOException {
    Address address =
        client
            .api(VERSIONS + "get-download-uri")
            .with("name", name)
            .with("version", Integer.toString(version));
    return client.get(address, deadline).requiredText("artifact_uri");
  }

  /** Asks for a logged model of MLflow 3. */
  public LoggedModel loggedModel(String id, Deadline deadline)
      throws TransferException, InterruptedIOException {
    Address address = client.api("/mlflow/logged-models").path(id);
    return LoggedModel.of(client.get(address, deadline).object("model"));
  }

  /** Makes a model without versions. */
  public void createModel(String name, Deadline deadline)
      throws TransferException, InterruptedIOException {
    post("POST", MODELS + "create", object().put("name", name), Effect.REPEATABLE, deadline);
  }

  /**
   * What a version is made of.
   *
   * @param name the model
   * @param source where its artefacts are
   * @param runId empty if none made it
   * @param description may be empty
   * @param tags by key
   */
  public record NewVersion(
      String name, String source, String runId, String description, Map<String, String> tags) {}

  /** Makes a version. Not repeated if it may have been made. */
  public VersionAnswer createVersion(NewVersion version, Deadline deadline)
      throws TransferException, InterruptedIOException {
    ObjectNode body = object().put("name", version.name()).put("source", version.source());
    if (!version.runId().isEmpty()) {
      body.put("run_id", version.runId());
    }
    if (!version.description().isEmpty()) {
      body.put("description", version.description());
    }
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    version.tags().forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
    if (!tags.isEmpty()) {
      body.set("tags", tags);
    }
    Fields made = post("POST", VERSIONS + "create", body, Effect.ONCE, deadline);
    return VersionAnswer.of(made.object("model_version"));
  }

  /** Lets an alias mean a version. */
  public void setAlias(String name, String alias, int version, Deadline deadline)
      throws TransferException, InterruptedIOException {
    ObjectNode body =
        object().put("name", name).put("alias", alias).put("version", Integer.toString(version));
    post("POST", MODELS + "alias", body, Effect.REPEATABLE, deadline);
  }

  /** Removes an alias. */
  public void deleteAlias(String name, String alias, Deadline deadline)
      throws TransferException, InterruptedIOException {
    ObjectNode body = object().put("name", name).put("alias", alias);
    post("DELETE", MODELS + "alias", body, Effect.REPEATABLE, deadline);
  }

  /** Moves a version to a stage, and no other version out of it. */
  public void setStage(String name, int version, String stage, Deadline deadline)
      throws TransferException, InterruptedIOException {
    ObjectNode body = of(name, Optional.of(version)).put("stage", stage);
    body.put("archive_existing_versions", false);
    post("POST", VERSIONS + "transition-stage", body, Effect.REPEATABLE, deadline);
  }

  /** Sets a tag of a version, or of the model. */
  public void setTag(Tagged tagged, String value, Deadline deadline)
      throws TransferException, InterruptedIOException {
    ObjectNode body = of(tagged.name(), tagged.version()).put("key", tagged.key());
    post(
        "POST",
        folder(tagged.version()) + "set-tag",
        body.put("value", value),
        Effect.REPEATABLE,
        deadline);
  }

  /** Removes a tag of a version, or of the model. */
  public void deleteTag(Tagged tagged, Deadline deadline)
      throws TransferException, InterruptedIOException {
    ObjectNode body = of(tagged.name(), tagged.version()).put("key", tagged.key());
    post("DELETE", folder(tagged.version()) + "delete-tag", body, Effect.REPEATABLE, deadline);
  }

  /**
   * A tag.
   *
   * @param name the model
   * @param version the version; without, the tag is the model's
   * @param key the tag's key
   */
  public record Tagged(String name, Optional<Integer> version, String key) {}

  /** Describes a version, or the model. */
  public void describe(String name, Optional<Integer> version, String text, Deadline deadline)
      throws TransferException, InterruptedIOException {
    ObjectNode body = of(name, version).put("description", text);
    post("PATCH", folder(version) + "update", body, Effect.REPEATABLE, deadline);
  }

  /** Deletes a version, or the model with all of them. */
  public void delete(String name, Optional<Integer> version, Deadline deadline)
      throws TransferException, InterruptedIOException {
    post("DELETE", folder(version) + "delete", of(name, version), Effect.REPEATABLE, deadline);
  }

  private Fields post(String method, String path, ObjectNode body, Effect effect, Deadline deadline)
      throws TransferException, InterruptedIOException {
    return client.ask(
        Request.json(method, client.api(path).uri(), body.toString(), effect), deadline);
  }

  private static String folder(Optional<Integer> version) {
    return version.isPresent() ? VERSIONS : MODELS;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode of(String name, Optional<Integer> version) {
    ObjectNode body = object().put("name", name);
    version.ifPresent(number -> body.put("version", Integer.toString(number)));
    return body;
  }

  /** Returns a string of MLflow's filters, which know no escapes but two kinds of quotes. */
  static String quoted(String name) throws TransferException {
    if (!name.contains("'")) {
      return "'" + name + "'";
    }
    if (!name.contains("\"")) {
      return '"' + name + '"';
    }
    throw Fields.bad("cannot be asked for: MLflow's filters take no name with both ' and \"");
  }
}
