package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.RegistryException;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.internal.cache.CachedVersion;
import dev.slipway.registry.mlflow.internal.cache.PackageCache;
import dev.slipway.registry.mlflow.internal.rest.VersionAnswer;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the cache can say when the server cannot: which content a pinned version has, which never
 * changes; and, only where the caller allows it, which version an alias last meant. Thread-safe.
 */
final class Remembered {

  private final String location;
  private final PackageCache cache;
  private final MlflowRegistry.StaleAliases stale;
  private final Consumer<String> notices;

  Remembered(
      String location,
      PackageCache cache,
      MlflowRegistry.StaleAliases stale,
      Consumer<String> notices) {
    this.location = location;
    this.cache = cache;
    this.stale = stale;
    this.notices = notices;
  }

  /** Remembers what an alias, a stage or the latest means; a cache that cannot be written may. */
  void note(ModelUri uri, VersionRecord version) {
    if (isPinned(uri)) {
      return;
    }
    try {
      cache.point(uri.name(), selector(uri), version.number() + " " + Instant.now());
    } catch (IOException notRemembered) {
      notices.accept(
          "the cache " + cache.root() + " cannot be written: " + notRemembered.getMessage());
    }
  }

  /** Answers from the cache, with a notice that says so. */
  VersionRecord find(ModelUri uri, String task, @Nullable RegistryException unreachable) {
    Optional<PackageCache.Pointer> pointer =
        isPinned(uri) || stale == MlflowRegistry.StaleAliases.REFUSED
            ? Optional.empty()
            : cache.pointer(uri.name(), selector(uri));
    String number =
        isPinned(uri) ? uri.selector() : pointer.map(PackageCache.Pointer::version).orElse("");
    Optional<CachedVersion> cached =
        number.isEmpty() ? Optional.empty() : cache.version(name(uri), number);
    if (cached.isEmpty()) {
      throw unknown(uri, task, unreachable);
    }
    VersionRecord version = record(uri, task, cached.get());
    String since =
        pointer.isPresent()
            ? ", stale: what it meant at " + pointer.get().since()
            : ", downloaded at " + cached.get().fetched();
    notices.accept(
        uri
            + " is answered from the cache, since "
            + why(unreachable)
            + " (version "
            + Fetching.id(version)
            + since
            + ")");
    return version;
  }

  private VersionRecord record(ModelUri uri, String task, CachedVersion cached) {
    if (uri.kind() == ModelUri.Kind.MODEL_ID) {
      return Records.ofLogged(uri.selector(), cached);
    }
    try {
      return Records.of(VersionAnswer.parse(cached.version()), Optional.of(cached.digest()));
    } catch (IOException damaged) {
      throw new RegistryException(
          ErrorCode.REGISTRY_FAILURE,
          task + ": the cache " + cache.root() + " is damaged (remove it)",
          damaged);
    }
  }

  private String why(@Nullable RegistryException unreachable) {
    return location + (unreachable == null ? " is not asked offline" : " cannot be reached");
  }

  private RegistryException unknown(
      ModelUri uri, String task, @Nullable RegistryException unreachable) {
    boolean refused = !isPinned(uri) && stale == MlflowRegistry.StaleAliases.REFUSED;
    String fact = unreachable == null ? why(null) : fact(unreachable, task);
    String hint =
        refused
            ? ", and only a version's number is answered from the cache (ask for a number, or allow"
                + " stale aliases)"
            : ", and it is not in the cache " + cache.root() + " (fetch it once while online)";
    return new RegistryException(
        ErrorCode.REGISTRY_UNAVAILABLE, task + ": " + fact + hint, unreachable);
  }

  private static String fact(RegistryException unreachable, String task) {
    String message = String.valueOf(unreachable.getMessage());
    return message.startsWith(task + ": ") ? message.substring(task.length() + 2) : message;
  }

  private static boolean isPinned(ModelUri uri) {
    return uri.kind() == ModelUri.Kind.VERSION || uri.kind() == ModelUri.Kind.MODEL_ID;
  }

  private static String name(ModelUri uri) {
    return uri.kind() == ModelUri.Kind.MODEL_ID ? uri.selector() : uri.name();
  }

  private static String selector(ModelUri uri) {
    return uri.kind() + " " + uri.selector();
  }
}
