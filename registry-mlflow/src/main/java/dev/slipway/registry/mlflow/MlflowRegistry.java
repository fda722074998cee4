package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.RegistryException;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.PackageExamination;
import dev.slipway.lifecycle.PackageFacts;
import dev.slipway.lifecycle.RegisteredModel;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.internal.artifacts.DownloadLimits;
import dev.slipway.registry.mlflow.internal.cache.PackageCache;
import dev.slipway.registry.mlflow.internal.cache.PackageCache.Care;
import dev.slipway.registry.mlflow.internal.http.PatientClient;
import dev.slipway.registry.mlflow.internal.pull.PackagePull;
import dev.slipway.registry.mlflow.internal.rest.ArtifactApi;
import dev.slipway.registry.mlflow.internal.rest.RegistryApi;
import dev.slipway.registry.mlflow.internal.rest.RestClient;
import dev.slipway.spi.ModelResolver.Resolved;
import java.util.List;
import java.util.Map;

/**
 * MLflow's model registry, spoken to by its REST API. Thread-safe; calls block on the network, and
 * packages are downloaded into a cache that all processes of a user share.
 *
 * <p>While the server cannot be reached, the cache answers for versions by their number, which
 * never change, and a notice says so. MLflow keeps no history and compares nothing before it
 * changes: {@link #history} and changes that expect something are refused with {@code
 * REGISTRY_UNSUPPORTED}. docs/registry-mlflow.md has the details.
 */
public final class MlflowRegistry implements Registry {

  /** Whether the server may be asked. */
  public enum Network {
    /** It is; the cache answers only while it cannot be reached. */
    ONLINE,
    /** It is not: the cache answers, and what it lacks is an error. */
    OFFLINE
  }

  /** Whether the cache may answer for what can move: aliases, stages and the latest version. */
  public enum StaleAliases {
    /** It may not. */
    REFUSED,
    /** It may, with what they last meant here; a notice says since when. */
    ALLOWED
  }

  private final ServerLocation location;
  private final Catalogue catalogue;
  private final Fetching fetching;
  private final Remembered remembered;
  private final Publishing publishing;
  private final Changing changing;
  private final PackageExamination examination;
  private final Network network;

  MlflowRegistry(MlflowRegistryBuilder builder) {
    this.location = builder.location;
    this.network = builder.network;
    this.examination = builder.examination;
    PatientClient http = new PatientClient(builder.transport());
    MlflowLimits limits = builder.limits;
    RestClient rest = new RestClient(location.server(), http, limits.pages());
    Connection server =
        new Connection(
            location.text(),
            http,
            new RegistryApi(rest),
            new ArtifactApi(rest),
            builder.times.total());
    PackageCache cache = new PackageCache(builder.cache, location.server());
    DownloadLimits most = new DownloadLimits(limits.files(), limits.bytes(), limits.depth());
    this.catalogue = new Catalogue(server, cache);
    this.fetching = new Fetching(server, cache, new PackagePull(http, cache, most), network);
    this.remembered = new Remembered(location.text(), cache, builder.staleAliases, builder.notices);
    this.publishing = new Publishing(catalogue, builder.waiting);
    this.changing = new Changing(catalogue, this::facts, builder.clock);
  }

  /**
   * Starts to describe a registry.
   *
   * @param location as {@code mlflow+https://host}; {@code http:} and {@code https:} will do
   * @return a builder with the defaults
   * @throws InvalidInputException with {@code INVALID_PARAMETER} if it is none
   */
  public static MlflowRegistryBuilder at(String location) {
    return new MlflowRegistryBuilder(ServerLocation.of(location, Map.of()));
  }

  static MlflowRegistryBuilder at(ServerLocation location) {
    return new MlflowRegistryBuilder(location);
  }

  @Override
  public String location() {
    return location.text();
  }

  @Override
  public List<String> models() {
    requireNetwork("list the models of");
    return catalogue.models();
  }

  @Override
  public RegisteredModel model(String name) {
    requireNetwork("show " + name + " of");
    return catalogue.model(name);
  }

  @Override
  public List<VersionRecord> versions(String name) {
    requireNetwork("list the versions of " + name + " in");
    return catalogue.versions(name);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A logged model of MLflow 3, by {@code models:/m-…}, has its id for a name and the number 0.
   * A version that is not {@code READY} is refused.
   */
  @Override
  public VersionRecord find(ModelUri uri) {
    String task = catalogue.task(uri.toString());
    if (network == Network.OFFLINE) {
      return remembered.find(uri, task, null);
    }
    try {
      VersionRecord found = catalogue.server().run(task, deadline -> catalogue.find(uri, deadline));
      remembered.note(uri, found);
      return found;
    } catch (RegistryException failed) {
      if (failed.code() != ErrorCode.REGISTRY_UNAVAILABLE || failed.getCause() == null) {
        throw failed;
      }
      return remembered.find(uri, task, failed);
    }
  }

  @Override
  public Resolved locate(VersionRecord version) {
    return fetching.fetch(version, Care.SIZES);
  }

  @Override
  public Resolved fetch(VersionRecord version) {
    return fetching.fetch(version, Care.CONTENT);
  }

  @Override
  public PackageFacts facts(VersionRecord version) {
    return examination.examine(fetch(version).location());
  }

  @Override
  public VersionRecord register(Registration registration) {
    requireNetwork("register " + registration.name() + " in");
    return publishing.register(registration);
  }

  /**
   * {@inheritDoc}
   *
   * <p>MLflow keeps no history: the entry has the sequence 0 and is kept nowhere.
   */
  @Override
  public HistoryEntry apply(Change change, ChangeNote note) {
    requireNetwork("change " + change.model() + " in");
    return changing.apply(change, note);
  }

  /**
   * Refuses: MLflow keeps no history.
   *
   * @throws RegistryException with {@code REGISTRY_UNSUPPORTED}, always
   */
  @Override
  public List<HistoryEntry> history(String name) {
    throw new RegistryException(
        ErrorCode.REGISTRY_UNSUPPORTED,
        "Cannot tell the history of "
            + name
            + " in "
            + location.text()
            + ": MLflow keeps none, expected a registry that does (file:DIR)",
        null);
  }

  private void requireNetwork(String what) {
    if (network == Network.OFFLINE) {
      throw new RegistryException(
          ErrorCode.REGISTRY_UNAVAILABLE,
          "Cannot "
              + what
              + " "
              + location.text()
              + ": it is not asked offline, expected a version"
              + " in the cache by its number (go online)",
          null);
    }
  }

  /** Does nothing: connections close themselves, and the cache stays. */
  @Override
  public void close() {}
}
