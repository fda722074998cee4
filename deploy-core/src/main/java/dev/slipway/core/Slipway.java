package dev.slipway.core;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.core.internal.predict.PredictorLoader;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.ModelResolver;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens models. {@link #open} takes the engines and steps on the class path; {@link #builder} takes
 * everything from the caller.
 */
public final class Slipway {

  private final @Nullable Engines engines;
  private final @Nullable Steps steps;
  private final List<ModelResolver> resolvers;
  private final Optional<String> variant;
  private final Optional<String> engine;
  private final EngineOptions engineOptions;
  private final int executions;
  private final Duration closeTimeout;
  private final Parity requiredParity;
  private final @Nullable TrustPolicy trust;

  private Slipway(Builder builder) {
    this.engines = builder.engines;
    this.steps = builder.steps;
    this.resolvers = List.copyOf(builder.resolvers);
    this.variant = Optional.ofNullable(builder.variant);
    this.engine = Optional.ofNullable(builder.engine);
    this.engineOptions = builder.engineOptions;
    this.executions = builder.executions;
    this.closeTimeout = builder.closeTimeout;
    this.requiredParity = builder.requiredParity;
    this.trust = builder.trust;
  }

  /**
   * Opens a model with what is on the class path. Blocks until the model is loaded and its golden
   * records have come out.
   *
   * @param model a path, a URI with the scheme {@code file}, or one that a {@link ModelResolver} on
   *     the class path knows, as {@code models:/flight-delay@champion} with deploy-lifecycle
   * @return the predictor, which the caller closes
   * @throws dev.slipway.InvalidPackageException if the package is missing, damaged, unsafe, or
   *     fails its self-test
   * @throws dev.slipway.UnsupportedModelException if nothing here can run the model
   * @throws dev.slipway.EngineException if the engine fails
   */
  public static Predictor open(String model) {
    return builder().build().openModel(model);
  }

  /**
   * Opens a model with what is on the class path; see {@link #open(String)}.
   *
   * @param model a directory, a model file or a zip
   * @return the predictor, which the caller closes
   */
  public static Predictor open(Path model) {
    return builder().build().openModel(model);
  }

  /**
   * Returns a builder with the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Opens a model with these settings; see {@link #open(String)}.
   *
   * @param model a path, or a URI that a resolver knows
   * @return the predictor, which the caller closes
   */
  public Predictor openModel(String model) {
    return open(resolve(model));
  }

  /**
   * Opens a model with these settings; see {@link #open(String)}.
   *
   * @param model a directory, a model file or a zip
   * @return the predictor, which the caller closes
   */
  public Predictor openModel(Path model) {
    return open(ModelResolver.Resolved.at(model));
  }

  /**
   * Opens a model that was found before; see {@link #open(String)}.
   *
   * @param found what {@link #find} returned
   * @return the predictor, which the caller closes
   */
  public Predictor openModel(ModelResolver.Resolved found) {
    return open(found);
  }

  /**
   * Finds the package that a path or URI means now, and does not read it. An alias may mean another
   * one later.
   *
   * @param model as {@link #openModel(String)} takes it
   * @return where it is, and what its registry says of it
   * @throws dev.slipway.InvalidPackageException with {@code MODEL_NOT_FOUND} if there is none
   */
  public ModelResolver.Resolved find(String model) {
    return resolve(model);
  }

  private Predictor open(ModelResolver.Resolved resolved) {
    ClassLoader loader = classLoader();
    Engines available = engines == null ? Engines.discover(loader) : engines;
    Steps known = steps == null ? Steps.discover(loader) : steps;
    PredictorSettings settings =
        new PredictorSettings(known, engineOptions, executions, closeTimeout, requiredParity);
    try (ModelPackage source = read(resolved.location())) {
      Optional<String> id = engine.isPresent() ? engine : source.engine();
      String task = "Cannot open " + source.version();
      return new PredictorLoader(source, resolved, settings)
          .load(available.choose(task, source.artefact().format(), id));
    }
  }

  private ModelPackage read(Path location) {
    TrustPolicy policy = trust == null ? TrustPolicy.configured() : trust;
    return variant.isPresent()
        ? ModelPackage.read(location, variant.get(), policy)
        : ModelPackage.read(location, policy);
  }

  static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? Slipway.class.getClassLoader() : context;
  }

  private ModelResolver.Resolved resolve(String model) {
    // One letter before the colon is a drive, not a scheme.
    if (!model.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      return ModelResolver.Resolved.at(Path.of(model));
    }
    URI uri;
    try {
      uri = URI.create(model);
    } catch (IllegalArgumentException malformed) {
      throw notFound(model, malformed.getMessage(), malformed);
    }
    Optional<ModelResolver> resolver = resolver(uri);
    if (resolver.isPresent()) {
      return resolver.get().resolve(uri);
    }
    try {
      if ("file".equals(uri.getScheme())) {
        return ModelResolver.Resolved.at(Path.of(uri));
      }
    } catch (IllegalArgumentException | FileSystemNotFoundException malformed) {
      throw notFound(model, malformed.getMessage(), malformed);
    }
    boolean registered = "models".equals(uri.getScheme());
    throw notFound(
        model,
        "nothing here resolves '"
            + uri.getScheme()
            + ":', expected a path or file:"
            + (registered ? " (add the dependency dev.slipway:deploy-lifecycle)" : ""),
        null);
  }

  private Optional<ModelResolver> resolver(URI uri) {
    ServiceLoader<ModelResolver> found = ServiceLoader.load(ModelResolver.class, classLoader());
    return Stream.concat(resolvers.stream(), found.stream().map(ServiceLoader.Provider::get))
        .filter(resolver -> resolver.supports(uri))
        .findFirst();
  }

  private static InvalidPackageException notFound(
      String model, @Nullable String fact, @Nullable Throwable cause) {
    return new InvalidPackageException(
        ErrorCode.MODEL_NOT_FOUND, "Cannot open " + model + ": " + fact, cause);
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {

    /** How long closing waits for running calls before it cancels them, unless set. */
    public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private @Nullable Engines engines;
    private @Nullable Steps steps;
    private final List<ModelResolver> resolvers = new ArrayList<>();
    private @Nullable String variant;
    private @Nullable String engine;
    private EngineOptions engineOptions = EngineOptions.defaults();
    private int executions = Runtime.getRuntime().availableProcessors();
    private Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;
    private Parity requiredParity = PredictorSettings.ANY_PARITY;
    private @Nullable TrustPolicy trust;

    private Builder() {}

    /**
     * Sets the engines to choose from; without this, those on the class path.
     *
     * @param available the engines
     * @return this
     */
    public Builder engines(Engines available) {
      this.engines = available;
      return this;
    }

    /**
     * Sets the preprocessing steps that packages may use; without this, those on the class path.
     *
     * @param available the steps
     * @return this
     */
    public Builder steps(Steps available) {
      this.steps = available;
      return this;
    }

    /**
     * Adds a resolver of URIs; it is asked before those added later, those on the class path, and
     * {@code file:}.
     *
     * @param resolver the resolver
     * @return this
     */
    public Builder resolver(ModelResolver resolver) {
      resolvers.add(resolver);
      return this;
    }

    /**
     * Names the one of the package's models to open; without this, its own.
     *
     * @param name one of {@link ModelPackage#variants()}
     * @return this
     */
    public Builder variant(String name) {
      this.variant = name;
      return this;
    }

    /**
     * Names the engine, also against what the package says.
     *
     * @param id the engine's id
     * @return this
     */
    public Builder engine(String id) {
      this.engine = id;
      return this;
    }

    /**
     * Sets what the engine is told; without this, one thread for each call and the engine's
     * defaults.
     *
     * @param options the options
     * @return this
     */
    public Builder engineOptions(EngineOptions options) {
      this.engineOptions = options;
      return this;
    }

    /**
     * Sets how many calls may run at once, each with native memory of its own; without this, the
     * number of available processors.
     *
     * @param count at least 1
     * @return this
     */
    public Builder executions(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("executions must be at least 1, but was " + count);
      }
      this.executions = count;
      return this;
    }

    /**
     * Sets how long closing waits for running calls before it cancels them.
     *
     * @param timeout zero or more; without this, {@link #DEFAULT_CLOSE_TIMEOUT}
     * @return this
     */
    public Builder closeTimeout(Duration timeout) {
      if (timeout.isNegative()) {
        throw new IllegalArgumentException(
            "close timeout must not be negative, but was " + timeout);
      }
      this.closeTimeout = timeout;
      return this;
    }

    /**
     * Sets the weakest parity that is accepted; without this, any.
     *
     * @param parity packages that state a weaker one are refused
     * @return this
     */
    public Builder requireParity(Parity parity) {
      this.requiredParity = parity;
      return this;
    }

    /**
     * Sets whose signatures count; without this, {@link TrustPolicy#configured()} at each opening.
     *
     * @param policy packages that it does not trust are refused before anything in them is
     *     interpreted
     * @return this
     */
    public Builder trust(TrustPolicy policy) {
      this.trust = policy;
      return this;
    }

    /**
     * Returns what opens models with these settings.
     *
     * @return immutable and thread-safe
     */
    public Slipway build() {
      return new Slipway(this);
    }
  }
}
