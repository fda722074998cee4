package dev.slipway.registry.mlflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What an MLflow server holds, in memory. Methods of the registry are atomic, as a database's. */
final class MlflowState {

  /** Files that the server hands through, by path. */
  final SortedMap<String, byte[]> files = new ConcurrentSkipListMap<>();

  /** Names of files for the server to give with them; MLflow itself gives none. */
  final Map<String, String> etags = new ConcurrentSkipListMap<>();

  final Map<String, Logged> logged = new TreeMap<>();
  final Map<String, Model> models = new TreeMap<>();

  private long clock = 1_709_196_000_000L;

  static final class Model {
    final String name;
    final long created;
    String description;
    int last;
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, String> aliases = new TreeMap<>();
    final SortedMap<Integer, Version> versions = new TreeMap<>();

    Model(String name, String description, long created) {
      this.name = name;
      this.description = description;
      this.created = created;
    }
  }

  static final class Version {
    final int number;
    final String source;
    final String runId;
    final long created;
    String description;
    String stage = "None";
    String status = "READY";
    String statusMessage = "";
    String downloadUri;
    final Map<String, String> tags = new TreeMap<>();

    Version(int number, String source, String runId, long created) {
      this.number = number;
      this.source = source;
      this.runId = runId;
      this.created = created;
      this.downloadUri = source;
    }
  }

  record Logged(String id, String name, String artifactUri, String status) {}

  /** An error as MLflow answers it: mlflow/exceptions.py. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final int status;
    private final boolean violation;

    private Refusal(String code, int status, String message, boolean violation) {
      super(message);
      this.code = code;
      this.status = status;
      this.violation = violation;
    }

    static Refusal missing(String message) {
      return new Refusal("RESOURCE_DOES_NOT_EXIST", 404, message, false);
    }

    static Refusal exists(String message) {
      return new Refusal("RESOURCE_ALREADY_EXISTS", 400, message, false);
    }

    static Refusal invalid(String message) {
      return new Refusal("INVALID_PARAMETER_VALUE", 400, message, false);
    }

    /** A request that no client of MLflow makes. */
    static Refusal violation(String message) {
      return new Refusal("INVALID_PARAMETER_VALUE", 400, message, true);
    }

    boolean isViolation() {
      return violation;
    }

    MlflowServer.Reply reply() {
      return MlflowServer.Reply.json(
          status, "{\"error_code\": \"" + code + "\", \"message\": " + quote(getMessage()) + "}");
    }
  }

  static String quote(String text) {
    return JsonNodeFactory.instance.textNode(String.valueOf(text)).toString();
  }

  long tick() {
    clock += 1;
    return clock;
  }

  synchronized Model model(String name) {
    Model model = models.get(name);
    if (model == null) {
      throw Refusal.missing("Registered Model with name=" + name + " not found");
    }
    return model;
  }

  synchronized Version version(String name, String number) {
    if (!number.matches("[0-9]+")) {
      throw Refusal.invalid("Model version must be an integer, got '" + number + "'");
    }
    Model model = models.get(name);
    Version version = model == null ? null : model.versions.get(Integer.parseInt(number));
    if (version == null) {
      throw Refusal.missing("Model Version (name=" + name + ", version=" + number + ") not found");
    }
    return version;
  }

  synchronized Model create(String name, String description) {
    if (models.containsKey(name)) {
      throw Refusal.exists("Registered Model (name=" + name + ") already exists.");
    }
    Model model = new Model(name, description, tick());
    models.put(name, model);
    return model;
  }

  synchronized Version createVersion(String name, String source, String runId) {
    Model model = model(name);
    Version version = new Version(++model.last, source, runId, tick());
    model.versions.put(version.number, version);
    return version;
  }

  synchronized List<Version> latest(String name, List<String> stages) {
    SortedMap<String, Version> latest = new TreeMap<>();
    for (Version version : model(name).versions.values()) {
      if (version.status.equals("READY") && (stages.isEmpty() || stages.contains(version.stage))) {
        latest.put(version.stage, version);
      }
    }
    return new ArrayList<>(latest.values());
  }

  /** Puts a package where the server hands it through, and registers it. */
  synchronized Version add(String name, Map<String, byte[]> packaged) {
    if (!models.containsKey(name)) {
      create(name, "");
    }
    String root =
        "0/" + Integer.toHexString(name.hashCode()) + (model(name).last + 1) + "/artifacts/model";
    packaged.forEach((path, bytes) -> files.put(root + "/" + path, bytes));
    return createVersion(name, "mlflow-artifacts:/" + root, "");
  }
}
