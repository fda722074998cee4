package dev.slipway.registry.mlflow;

import dev.slipway.lifecycle.PackageExamination;
import dev.slipway.registry.mlflow.internal.http.Origin;
import dev.slipway.registry.mlflow.internal.http.TransportSettings;
import dev.slipway.registry.mlflow.internal.http.Waiting;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Describes a registry. Not thread-safe. */
public final class MlflowRegistryBuilder {

  final ServerLocation location;
  private MlflowCredentials credentials = MlflowCredentials.none();
  Path cache = Path.of(System.getProperty("user.home"), ".slipway", "mlflow-cache");
  MlflowLimits limits = MlflowLimits.defaults();
  MlflowTimes times = MlflowTimes.defaults();
  private MlflowRetries retries = MlflowRetries.defaults();
  MlflowRegistry.Network network = MlflowRegistry.Network.ONLINE;
  MlflowRegistry.StaleAliases staleAliases = MlflowRegistry.StaleAliases.REFUSED;
  PackageExamination examination = new PackageExamination();
  private @Nullable SSLContext tls;
  Consumer<String> notices = MlflowRegistryBuilder::log;
  Clock clock = Clock.systemUTC();
  Waiting waiting = Waiting.sleeping();

  MlflowRegistryBuilder(ServerLocation location) {
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
  public MlflowRegistryBuilder credentials(MlflowCredentials shown) {
    this.credentials = shown;
    return this;
  }

  /**
   * Sets where packages are kept; without this, {@code .slipway/mlflow-cache} in the user's home.
   *
   * @param folder made when it is needed
   * @return this
   */
  public MlflowRegistryBuilder cache(Path folder) {
    this.cache = folder.toAbsolutePath();
    return this;
  }

  /**
   * Sets how much the server may give; without this, {@link MlflowLimits#defaults}.
   *
   * @param most the limits
   * @return this
   */
  public MlflowRegistryBuilder limits(MlflowLimits most) {
    this.limits = most;
    return this;
  }

  /**
   * Sets how long the server may take; without this, {@link MlflowTimes#defaults}.
   *
   * @param most the times
   * @return this
   */
  public MlflowRegistryBuilder times(MlflowTimes most) {
    this.times = most;
    return this;
  }

  /**
   * Sets how often requests are made again; without this, {@link MlflowRetries#defaults}.
   *
   * @param policy attempts and pauses
   * @return this
   */
  public MlflowRegistryBuilder retries(MlflowRetries policy) {
    this.retries = policy;
    return this;
  }

  /**
   * Sets whether the server may be asked; without this, it may.
   *
   * @param use whether
   * @return this
   */
  public MlflowRegistryBuilder network(MlflowRegistry.Network use) {
    this.network = use;
    return this;
  }

  /**
   * Sets whether the cache may answer for aliases; without this, it may not.
   *
   * @param use whether
   * @return this
   */
  public MlflowRegistryBuilder staleAliases(MlflowRegistry.StaleAliases use) {
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
  public MlflowRegistryBuilder examination(PackageExamination examiner) {
    this.examination = examiner;
    return this;
  }

  /**
   * Sets whom to trust; without this, whom the JDK trusts.
   *
   * @param context for connections with https
   * @return this
   */
  public MlflowRegistryBuilder tls(SSLContext context) {
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
  public MlflowRegistryBuilder notices(Consumer<String> listener) {
    this.notices = listener;
    return this;
  }

  MlflowRegistryBuilder clock(Clock time) {
    this.clock = time;
    return this;
  }

  MlflowRegistryBuilder waiting(Waiting between) {
    this.waiting = between;
    return this;
  }

  TransportSettings transport() {
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
