package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.RegistryException;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.internal.artifacts.ArtifactSources;
import dev.slipway.registry.mlflow.internal.cache.CachedVersion;
import dev.slipway.registry.mlflow.internal.cache.PackageCache;
import dev.slipway.registry.mlflow.internal.cache.PackageCache.Care;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import dev.slipway.registry.mlflow.internal.pull.PackagePull;
import dev.slipway.registry.mlflow.internal.rest.LoggedModel;
import dev.slipway.registry.mlflow.internal.rest.VersionAnswer;
import dev.slipway.spi.ModelResolver.Resolved;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings packages to this machine, from the cache where they are there. Thread-safe. */
final class Fetching {

  private final Connection server;
  private final PackageCache cache;
  private final PackagePull pull;
  private final ArtifactSources sources;
  private final MlflowRegistry.Network network;

  Fetching(
      Connection server, PackageCache cache, PackagePull pull, MlflowRegistry.Network network) {
    this.server = server;
    this.cache = cache;
    this.pull = pull;
    this.sources = new ArtifactSources(server.registry(), server.artifacts());
    this.network = network;
  }

  /** Returns where a version's package is; what is damaged or not there is downloaded. */
  Resolved fetch(VersionRecord version, Care care) {
    String task = "Cannot fetch " + what(version) + " from " + server.location();
    if (version.tags().containsKey(Records.STATUS)) {
      throw Catalogue.notReady(task, version);
    }
    Optional<CachedVersion> there = cache.version(version.model(), id(version));
    boolean fits = there.isPresent() && fits(version, there.get());
    Optional<Path> found = fits ? located(there.orElseThrow(), care) : Optional.empty();
    if (found.isPresent()) {
      return resolved(version, found.get(), there.orElseThrow());
    }
    if (network == MlflowRegistry.Network.OFFLINE) {
      throw absent(task, fits, null);
    }
    try {
      return server.run(task, deadline -> pulled(version, deadline));
    } catch (RegistryException unreachable) {
      if (fits && unreachable.code() == ErrorCode.REGISTRY_UNAVAILABLE) {
        throw absent(task, true, unreachable);
      }
      throw unreachable;
    }
  }

  private static boolean fits(VersionRecord version, CachedVersion there) {
    return version.digest().isEmpty() || version.digest().equals(there.digest());
  }

  private Optional<Path> located(CachedVersion there, Care care) {
    try {
      return cache.locate(there, care);
    } catch (IOException | UncheckedIOException unreadable) {
      // What cannot be read is downloaded again, like what is damaged.
      return Optional.empty();
    }
  }

  private RuntimeException absent(String task, boolean damaged, @Nullable RegistryException cause) {
    return damaged
        ? new InvalidPackageException(
            ErrorCode.INVALID_PACKAGE,
            task
                + ": its copy in the cache "
                + cache.root()
                + " is damaged, and the server cannot be asked for another one, expected it as it"
                + " was downloaded (fetch it again when the server can be reached)",
            cause)
        : new RegistryException(
            ErrorCode.REGISTRY_UNAVAILABLE,
            task
                + ": it is not in the cache "
                + cache.root()
                + ", and offline nothing is downloaded (fetch it once while online)",
            cause);
  }

  private Resolved pulled(VersionRecord version, Deadline deadline)
      throws TransferException, InterruptedIOException {
    CachedVersion cached =
        Records.isLogged(version) ? pullLogged(version, deadline) : pullVersion(version, deadline);
    try {
      Path path =
          cache
              .locate(cached, Care.SIZES)
              .orElseThrow(() -> new IOException("what was downloaded is gone"));
      return resolved(version, path, cached);
    } catch (IOException gone) {
      throw new TransferException(
          Kind.LOCAL,
          "the cache " + cache.root() + " changed meanwhile: " + gone.getMessage(),
          gone);
    }
  }

  private CachedVersion pullVersion(VersionRecord version, Deadline deadline)
      throws TransferException, InterruptedIOException {
    VersionAnswer answer = server.registry().version(version.model(), id(version), deadline);
    Optional<String> digest =
        Records.digest(answer.tags())
            .or(() -> Optional.of(version.digest()).filter(known -> !known.isEmpty()));
    return pull.pull(
        new PackagePull.Wanted(answer.name(), id(version), answer.json(), digest),
        () -> {
          String uri = server.registry().downloadUri(version.model(), version.number(), deadline);
          return new PackagePull.Located(uri, sources.of(uri, deadline));
        },
        deadline);
  }

  private CachedVersion pullLogged(VersionRecord version, Deadline deadline)
      throws TransferException, InterruptedIOException {
    LoggedModel model = server.registry().loggedModel(version.model(), deadline);
    return pull.pull(
        new PackagePull.Wanted(model.id(), model.id(), model.json(), Optional.empty()),
        () -> new PackagePull.Located(model.artifactUri(), sources.ofLogged(model, deadline)),
        deadline);
  }

  private static Resolved resolved(VersionRecord version, Path path, CachedVersion cached) {
    boolean logged = Records.isLogged(version);
    String name =
        logged && !version.description().isEmpty() ? version.description() : version.model();
    return new Resolved(
        path, Optional.of(name), Optional.of(id(version)), Optional.of(cached.digest()));
  }

  /** Returns what tells a version from others of its model. */
  static String id(VersionRecord version) {
    return Records.isLogged(version) ? version.model() : Integer.toString(version.number());
  }

  private static String what(VersionRecord version) {
    return Records.isLogged(version) ? "models:/" + version.model() : version.uri().toString();
  }
}
