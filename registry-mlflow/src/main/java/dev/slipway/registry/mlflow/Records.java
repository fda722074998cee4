package dev.slipway.registry.mlflow;

import dev.slipway.lifecycle.Lineage;
import dev.slipway.lifecycle.Stage;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.internal.cache.CachedVersion;
import dev.slipway.registry.mlflow.internal.rest.LoggedModel;
import dev.slipway.registry.mlflow.internal.rest.VersionAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What MLflow says of a version, in the registry's words. */
final class Records {

  /** What Slipway's own tags begin with; they are told by other parts of a record. */
  static final String OWN = "slipway.";

  /** The tag with a package's digest, set when it is registered. */
  static final String DIGEST = "slipway.digest";

  /** The tag with the size of all files. */
  static final String BYTES = "slipway.bytes";

  /** The tag with who registered it. */
  static final String BY = "slipway.by";

  /** The tag with the reason why it was registered. */
  static final String WHY = "slipway.why";

  /** The tag with the training data. */
  static final String DATA = "slipway.data";

  /** The tag with the parent's number. */
  static final String PARENT = "slipway.parent";

  /** The tag that tells one attempt to register from another. */
  static final String REQUEST = "slipway.request";

  /** A tag that only records have: the status of a version that may not be used. */
  static final String STATUS = "mlflow.status";

  private static final String HEX = "[0-9a-f]{64}";

  private Records() {}

  static VersionRecord of(VersionAnswer version, Optional<String> cachedDigest) {
    SortedMap<String, String> tags = new TreeMap<>(version.tags());
    tags.keySet().removeIf(key -> key.startsWith(OWN));
    if (!version.isReady()) {
      tags.put(STATUS, (version.status() + " " + version.statusMessage()).strip());
    }
    VersionRecord.Origin origin =
        new VersionRecord.Origin(
            version.created(),
            version.tags().getOrDefault(BY, version.userId()),
            number(version.tags(), BYTES),
            lineage(version));
    return new VersionRecord(
        version.name(),
        version.number(),
        digest(version.tags()).or(() -> cachedDigest).orElse(""),
        origin,
        Stage.of(version.stage()).orElse(Stage.NONE),
        new TreeSet<>(version.aliases()),
        version.description(),
        tags);
  }

  /** Returns a logged model as a version: it has its id for a name, and no number. */
  static VersionRecord of(LoggedModel model, Optional<String> cachedDigest) {
    Lineage lineage =
        model.runId().isEmpty() ? Lineage.unknown() : Lineage.unknown().withRun(model.runId());
    return new VersionRecord(
        model.id(),
        0,
        cachedDigest.orElse(""),
        new VersionRecord.Origin(model.created(), "", 0, lineage),
        Stage.NONE,
        new TreeSet<>(),
        model.name(),
        new TreeMap<>());
  }

  /** Returns a logged model of which only the content is known. */
  static VersionRecord ofLogged(String id, CachedVersion cached) {
    LoggedModel known =
        new LoggedModel(id, cached.name(), "LOGGED_MODEL_READY", "", "", cached.fetched());
    return of(known, Optional.of(cached.digest()));
  }

  static boolean isLogged(VersionRecord version) {
    return version.number() == 0;
  }

  static Optional<String> digest(Map<String, String> tags) {
    return Optional.ofNullable(tags.get(DIGEST)).filter(value -> value.matches(HEX));
  }

  private static Lineage lineage(VersionAnswer version) {
    Optional<String> run = Optional.of(version.runId()).filter(id -> !id.isEmpty());
    long parent = number(version.tags(), PARENT);
    return new Lineage(
        run,
        Optional.ofNullable(version.tags().get(DATA)),
        parent > 0 && parent <= Integer.MAX_VALUE ? Optional.of((int) parent) : Optional.empty());
  }

  private static long number(Map<String, String> tags, String key) {
    String text = tags.getOrDefault(key, "");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
