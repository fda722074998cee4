package dev.slipway.http;

import dev.slipway.Predictor;
import dev.slipway.core.Slipway;
import dev.slipway.http.internal.log.RequestLogs;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers requests of the network with predictors. Thread-safe.
 *
 * <p>It listens on loopback unless told otherwise. Closing refuses new connections, lets running
 * requests end, and then closes what it opened itself; predictors that were handed in stay open.
 */
public final class InferenceServer implements AutoCloseable {

  private final ServerParts parts;

  private InferenceServer(ServerParts parts) {
    this.parts = parts;
  }

  /**
   * Returns a builder of a server.
   *
   * @return a builder with the defaults and no models
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the port that it listens on.
   *
   * @return the one that was asked for, or the free one that was found for 0
   */
  public int port() {
    return parts.port();
  }

  /**
   * Returns whether every model answers and the server is not stopping.
   *
   * @return what {@code GET /ready} says
   */
  public boolean isReady() {
    return parts.isReady();
  }

  /** Refuses new connections, lets running requests end and frees everything. Idempotent. */
  @Override
  public void close() {
    parts.close();
  }

  /** Collects what a server needs. Not thread-safe. */
  public static final class Builder {

    /** 8080. */
    public static final int DEFAULT_PORT = 8080;

    /** Loopback. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** 5 seconds. */
    public static final Duration DEFAULT_REFRESH = Duration.ofSeconds(5);

    /** 30 seconds. */
    public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(30);

    /** Half a second. */
    public static final Duration DEFAULT_LAME_DUCK = Duration.ofMillis(500);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    private static final int MOST_PORT = 65_535;

    private final Map<String, Predictor> predictors = new LinkedHashMap<>();
    private final Map<String, String> references = new LinkedHashMap<>();
    private Optional<Slipway> opener = Optional.empty();
    private String host = DEFAULT_HOST;
    private int port = DEFAULT_PORT;
    private ServerLimits limits = ServerLimits.defaults();
    private Duration refresh = DEFAULT_REFRESH;
    private Duration drain = DEFAULT_DRAIN;
    private int threads = Runtime.getRuntime().availableProcessors();
    private Duration lameDuck = DEFAULT_LAME_DUCK;
    private RepositoryControl control = RepositoryControl.REFUSED;
    private Optional<AccessLog> accessLog = Optional.empty();
    private Optional<AuditLog> auditLog = Optional.empty();

    private Builder() {}

    /**
     * Adds a model under its own name.
     *
     * @param predictor what answers; stays open as long as the server runs, and the caller's
     * @return this
     */
    public Builder model(Predictor predictor) {
      return model(predictor.model().version().name(), predictor);
    }

    /**
     * Adds a model.
     *
     * @param name what callers ask for it by
     * @param predictor what answers; stays open as long as the server runs, and the caller's
     * @return this
     * @throws IllegalArgumentException if the name has others than letters, digits, {@code .},
     *     {@code _} and {@code -}, or stands already
     */
    public Builder model(String name, Predictor predictor) {
      check(name);
      predictors.put(name, Objects.requireNonNull(predictor, "predictor"));
      return this;
    }

    /**
     * Adds a model that the server opens itself, and opens anew when the reference means another
     * version, as an alias does that was moved.
     *
     * @param name what callers ask for it by
     * @param reference a path, or a URI as {@code models:/flight-delay@champion}
     * @return this
     * @throws IllegalArgumentException as for {@link #model(String, Predictor)}
     */
    public Builder model(String name, String reference) {
      check(name);
      references.put(name, Objects.requireNonNull(reference, "reference"));
      return this;
    }

    private void check(String name) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "model name '"
                + name
                + "' must be of letters, digits, '.', '_' and '-', and start with a letter or"
                + " digit");
      }
      if (predictors.containsKey(name) || references.containsKey(name)) {
        throw new IllegalArgumentException("model '" + name + "' stands twice");
      }
    }

    /**
     * Sets what opens models by reference.
     *
     * @param slipway default: one with as many executions as the server has threads, twice
     * @return this
     */
    public Builder opener(Slipway slipway) {
      opener = Optional.of(slipway);
      return this;
    }

    /**
     * Sets how often references are looked up.
     *
     * @param interval default: {@link #DEFAULT_REFRESH}
     * @return this
     * @throws IllegalArgumentException if it is shorter than a millisecond
     */
    public Builder refreshInterval(Duration interval) {
      if (interval.toMillis() < 1) {
        throw new IllegalArgumentException(
            "refresh interval must be at least a millisecond, but was " + interval);
      }
      refresh = interval;
      return this;
    }

    /**
     * Sets how long closing waits for running requests.
     *
     * @param time default: {@link #DEFAULT_DRAIN}
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder drainTime(Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("drain time must not be negative, but was " + time);
      }
      drain = time;
      return this;
    }

    /**
     * Sets how long closing still answers on open connections and takes new ones, while it says
     * that it is not ready and tells every caller to go: a request may be on its way already. It
     * ends early when no connection is open.
     *
     * @param time default: {@link #DEFAULT_LAME_DUCK}
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder lameDuckTime(Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("lame duck time must not be negative, but was " + time);
      }
      lameDuck = time;
      return this;
    }

    /**
     * Sets what hears of every request.
     *
     * @param log stays the caller's, who closes it after the server; default: nothing
     * @return this
     */
    public Builder accessLog(AccessLog log) {
      accessLog = Optional.of(log);
      return this;
    }

    /**
     * Sets what hears of every prediction.
     *
     * @param log stays the caller's, who closes it after the server; default: nothing
     * @return this
     */
    public Builder auditLog(AuditLog log) {
      auditLog = Optional.of(log);
      return this;
    }

    /**
     * Sets whether callers may load and unload models.
     *
     * @param allowed default: {@link RepositoryControl#REFUSED}
     * @return this
     */
    public Builder repositoryControl(RepositoryControl allowed) {
      control = Objects.requireNonNull(allowed, "control");
      return this;
    }

    /**
     * Sets the address to listen on.
     *
     * @param address default: {@link #DEFAULT_HOST}; {@code 0.0.0.0} for every network
     * @return this
     */
    public Builder host(String address) {
      host = Objects.requireNonNull(address, "host");
      return this;
    }

    /**
     * Sets the port to listen on.
     *
     * @param number default: {@link #DEFAULT_PORT}; 0 for a free one
     * @return this
     * @throws IllegalArgumentException if it is below 0 or above 65,535
     */
    public Builder port(int number) {
      if (number < 0 || number > MOST_PORT) {
        throw new IllegalArgumentException("port must be from 0 to 65535, but was " + number);
      }
      port = number;
      return this;
    }

    /**
     * Sets how many event loops and how many workers there are.
     *
     * @param count of each; default: the number of processors
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder threads(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("threads must be at least 1, but was " + count);
      }
      threads = count;
      return this;
    }

    /**
     * Sets what requests may be.
     *
     * @param most default: {@link ServerLimits#defaults()}
     * @return this
     */
    public Builder limits(ServerLimits most) {
      limits = Objects.requireNonNull(most, "limits");
      return this;
    }

    /**
     * Starts a server. It listens at once, says that it is not ready, and loads the models. Blocks
     * until every model has answered its golden records.
     *
     * @return a running server, which the caller closes
     * @throws dev.slipway.EngineException if the port cannot be had; nothing stays open
     * @throws dev.slipway.SlipwayException if a model cannot be opened; nothing stays open
     */
    public InferenceServer start() {
      ServerParts parts =
          new ServerParts(
              new ServerParts.Settings(
                  host,
                  port,
                  threads,
                  limits,
                  refresh,
                  drain,
                  lameDuck,
                  control,
                  new RequestLogs(accessLog, auditLog)));
      try {
        parts.listen();
        parts.load(
            predictors,
            references,
            opener.orElseGet(() -> Slipway.builder().executions(2 * threads).build()));
        return new InferenceServer(parts);
      } catch (RuntimeException failure) {
        parts.close();
        throw failure;
      }
    }
  }
}
