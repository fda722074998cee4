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
import dev.slipway.registry.mlflow.internal.http.Origin;
import dev.slipway.registry.mlflow.internal.http.PatientClient;
import dev.slipway.registry.mlflow.internal.http.TransportSettings;
import dev.slipway.registry.mlflow.internal.http.Waiting;
import dev.slipway.registry.mlflow.internal.pull.PackagePull;
import dev.slipway.registry.mlflow.internal.rest.ArtifactApi;
import dev.slipway.registry.mlflow.internal.rest.RegistryApi;
import dev.slipway.registry.mlflow.internal.rest.RestClient;
import dev.slipway.spi.ModelResolver.Resolved;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

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

  private MlflowRegistry(Builder builder) {
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
    this.remembered =
        new Remembered(location.text(), cache, builder.staleAliases, builder.notices);
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
  public static Builder at(String location) {
    return new Builder(ServerLocation.of(location, Map.of()));
  }

  static Builder at(ServerLocation location) {
    return new Builder(location);
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
      VersionRecord found =
          catalogue.server().run(task, deadline -> catalogue.find(uri, deadline));
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
          "Cannot " + what + " " + location.text() + ": it is not asked offline, expected a version"
              + " in the cache by its number (go online)",
          null);
    }
  }

  /** Does nothing: connections close themselves, and the cache stays. */
  @Override
  public void close() {}

  /** Describes a registry. Not thread-safe. */
  public static final class Builder {

    private final ServerLocation location;
    private MlflowCredentials credentials = MlflowCredentials.none();
    private Path cache = Path.of(System.getProperty("user.home"), ".slipway", "mlflow-cache");
    private MlflowLimits limits = MlflowLimits.defaults();
    private MlflowTimes times = MlflowTimes.defaults();
    private MlflowRetries retries = MlflowRetries.defaults();
    private Network network = Network.ONLINE;
    private StaleAliases staleAliases = StaleAliases.REFUSED;
    private PackageExamination examination = new PackageExamination();
    private @Nullable SSLContext tls;
    private Consumer<String> notices = Builder::log;
    private Clock clock = Clock.systemUTC();
    private Waiting waiting = Waiting.sleeping();

    private Builder(ServerLocation location) {
      this.location = location;
    }

    private static void log(String notice) {
      Logger logger = System.getLogger(MlflowRegistry.class.getName());
      logger.log(Level.WARNING, notice);
    }

    /**
     * Sets what the server is shown; without this, nothing.
     *
     * @param shown the credentials
     * @return this
     */
    public Builder credentials(MlflowCredentials shown) {
      this.credentials = shown;
      return this;
    }

    /**
     * Sets where packages are kept; without this, {@code .slipway/mlflow-cache} in the user's home.
     *
     * @param folder made when it is needed
     * @return this
     */
    public Builder cache(Path folder) {
      this.cache = folder.toAbsolutePath();
      return this;
    }

    /**
     * Sets how much the server may give; without this, {@link MlflowLimits#defaults}.
     *
     * @param most the limits
     * @return this
     */
    public Builder limits(MlflowLimits most) {
      this.limits = most;
      return this;
    }

    /**
     * Sets how long the server may take; without this, {@link MlflowTimes#defaults}.
     *
     * @param most the times
     * @return this
     */
    public Builder times(MlflowTimes most) {
      this.times = most;
      return this;
    }

    /**
     * Sets how often requests are made again; without this, {@link MlflowRetries#defaults}.
     *
     * @param policy attempts and pauses
     * @return this
     */
    public Builder retries(MlflowRetries policy) {
      this.retries = policy;
      return this;
    }

    /**
     * Sets whether the server may be asked; without this, it may.
     *
     * @param use whether
     * @return this
     */
    public Builder network(Network use) {
      this.network = use;
      return this;
    }

    /**
     * Sets whether the cache may answer for aliases; without this, it may not.
     *
     * @param use whether
     * @return this
     */
    public Builder staleAliases(StaleAliases use) {
      this.staleAliases = use;
      return this;
    }

    /**
     * Sets what examines packages before they are promoted; without this, the engines on the class
     * path.
     *
     * @param examiner what examines them
     * @return this
     */
    public Builder examination(PackageExamination examiner) {
      this.examination = examiner;
      return this;
    }

    /**
     * Sets whom to trust; without this, whom the JDK trusts.
     *
     * @param context for connections with https
     * @return this
     */
    public Builder tls(SSLContext context) {
      this.tls = context;
      return this;
    }

    /**
     * Sets who hears that the cache answered; without this, the log of this class at the level
     * WARNING.
     *
     * @param listener takes sentences, from any thread
     * @return this
     */
    public Builder notices(Consumer<String> listener) {
      this.notices = listener;
      return this;
    }

    Builder clock(Clock time) {
      this.clock = time;
      return this;
    }

    Builder waiting(Waiting between) {
      this.waiting = between;
      return this;
    }

    private TransportSettings transport() {
      return new TransportSettings(
          new TransportSettings.Times(
              times.connect(),
              times.response(),
              times.stall(),
              retries.firstPause(),
              retries.longestPause()),
          retries.attempts(),
          credentials.header(),
          Origin.of(location.server()),
          Optional.ofNullable(tls),
          clock,
          waiting);
    }

    /**
     * Returns the registry. Asks nobody yet.
     *
     * @return the registry, which the caller closes
     */
    public MlflowRegistry build() {
      return new MlflowRegistry(this);
    }
  }
}
