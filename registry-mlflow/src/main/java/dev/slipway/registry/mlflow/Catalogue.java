package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.RegisteredModel;
import dev.slipway.lifecycle.RegistryLookup;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.internal.cache.CachedVersion;
import dev.slipway.registry.mlflow.internal.cache.PackageCache;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import dev.slipway.registry.mlflow.internal.rest.ModelAnswer;
import dev.slipway.registry.mlflow.internal.rest.VersionAnswer;
import java.io.InterruptedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What the server says: which models and versions there are, and which of them a URI means.
 * Thread-safe.
 *
 * @param server whom to ask
 * @param cache knows the digests of what was downloaded
 */
record Catalogue(Connection server, PackageCache cache) {

  List<String> models() {
    return server.run(
        "Cannot list the models of " + server.location(),
        deadline -> server.registry().models(deadline).stream().sorted().distinct().toList());
  }

  RegisteredModel model(String name) {
    return server.run(
        task(name),
        deadline -> {
          ModelAnswer model = known(name, deadline);
          List<VersionAnswer> versions = server.registry().versions(name, deadline);
          OptionalInt latest = versions.stream().mapToInt(VersionAnswer::number).max();
          return new RegisteredModel(
              model.name(),
              model.description(),
              new TreeMap<>(model.tags()),
              new TreeMap<>(model.aliases()),
              versions.size(),
              latest);
        });
  }

  List<VersionRecord> versions(String name) {
    return server.run(
        task(name),
        deadline -> {
          List<VersionAnswer> found = server.registry().versions(name, deadline);
          if (found.isEmpty()) {
            known(name, deadline);
          }
          return found.stream()
              .filter(version -> version.name().equals(name))
              .sorted(Comparator.comparingInt(VersionAnswer::number))
              .map(this::record)
              .toList();
        });
  }

  /** Finds what a URI means, or says what there is instead. */
  VersionRecord find(ModelUri uri, Deadline deadline)
      throws TransferException, InterruptedIOException {
    try {
      VersionRecord found = ask(uri, deadline);
      if (found.tags().containsKey(Records.STATUS)) {
        throw notReady(task(uri.toString()), found);
      }
      return found;
    } catch (TransferException refused) {
      if (refused.kind() == Kind.REFUSED) {
        explain(uri, refused, deadline);
      }
      throw refused;
    }
  }

  static SlipwayException notReady(String task, VersionRecord version) {
    String status = version.tags().getOrDefault(Records.STATUS, "");
    boolean pending = status.startsWith("PENDING");
    return new RegistryException(
        pending ? ErrorCode.REGISTRY_UNAVAILABLE : ErrorCode.REGISTRY_FAILURE,
        task
            + ": version "
            + version.number()
            + " of "
            + version.model()
            + " is "
            + status
            + ", expected READY"
            + (pending ? " (wait until it is registered)" : " (register it again)"),
        null);
  }

  private VersionRecord ask(ModelUri uri, Deadline deadline)
      throws TransferException, InterruptedIOException {
    String name = uri.name();
    return switch (uri.kind()) {
      case VERSION -> record(server.registry().version(name, uri.selector(), deadline));
      case ALIAS -> record(server.registry().versionByAlias(name, uri.selector(), deadline));
      case LATEST -> newest(uri, Optional.empty(), deadline);
      case STAGE -> newest(uri, Optional.of(uri.selector()), deadline);
      case MODEL_ID ->
          Records.of(
              server.registry().loggedModel(uri.selector(), deadline),
              cache.version(uri.selector(), uri.selector()).map(CachedVersion::digest));
    };
  }

  private VersionRecord newest(ModelUri uri, Optional<String> stage, Deadline deadline)
      throws TransferException, InterruptedIOException {
    Optional<VersionAnswer> newest =
        server.registry().latest(uri.name(), stage, deadline).stream()
            .max(Comparator.comparingInt(VersionAnswer::number));
    if (newest.isPresent()) {
      return record(newest.get());
    }
    known(uri.name(), deadline);
    List<String> stages =
        server.registry().versions(uri.name(), deadline).stream()
            .map(VersionAnswer::stage)
            .distinct()
            .sorted()
            .toList();
    String kind = stage.isPresent() ? "version of " + uri.name() + " in stage" : "version";
    throw lookup(uri).unknown(kind, uri.selector(), stages);
  }

  VersionRecord record(VersionAnswer version) {
    return Records.of(
        version,
        cache
            .version(version.name(), Integer.toString(version.number()))
            .map(CachedVersion::digest));
  }

  /** Throws what is not there, with the nearest and what there is; returns if something else is. */
  private void explain(ModelUri uri, TransferException refused, Deadline deadline)
      throws TransferException, InterruptedIOException {
    boolean absent =
        refused.errorCode().equals("RESOURCE_DOES_NOT_EXIST")
            || (refused.errorCode().equals("INVALID_PARAMETER_VALUE")
                && uri.kind() == ModelUri.Kind.ALIAS);
    if (!absent || uri.kind() == ModelUri.Kind.MODEL_ID) {
      return;
    }
    ModelAnswer model = known(uri.name(), deadline);
    if (uri.kind() == ModelUri.Kind.ALIAS) {
      if (!model.aliases().containsKey(uri.selector())) {
        throw lookup(uri)
            .unknown("alias of " + uri.name(), uri.selector(), model.aliases().keySet());
      }
    } else if (uri.kind() == ModelUri.Kind.VERSION) {
      List<String> numbers =
          server.registry().versions(uri.name(), deadline).stream()
              .map(VersionAnswer::number)
              .sorted()
              .map(String::valueOf)
              .toList();
      throw lookup(uri).unknown("version of " + uri.name(), uri.selector(), numbers);
    }
  }

  /** Returns a model; if there is none, says which there are. */
  ModelAnswer known(String name, Deadline deadline)
      throws TransferException, InterruptedIOException {
    try {
      return server.registry().model(name, deadline);
    } catch (TransferException refused) {
      if (!refused.errorCode().equals("RESOURCE_DOES_NOT_EXIST")) {
        throw refused;
      }
      List<String> names = server.registry().models(deadline);
      throw new RegistryLookup(task(name)).unknown("model", name, names);
    }
  }

  private RegistryLookup lookup(ModelUri uri) {
    return new RegistryLookup(task(uri.toString()));
  }

  String task(String what) {
    return "Cannot find " + what + " in " + server.location();
  }
}
