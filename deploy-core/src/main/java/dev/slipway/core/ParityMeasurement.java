package dev.slipway.core;

import dev.slipway.ErrorCode;
import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.internal.parity.Measuring;
import dev.slipway.core.internal.predict.PredictorLoader;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.ModelResolver;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures how equal a package's answers are: rows alone against the same rows in batches of many
 * sizes, in other orders, on one and two threads inside operators and with one and two callers.
 * docs/parity.md says how. Immutable and thread-safe; blocks and uses all processors while it
 * measures.
 */
public final class ParityMeasurement {

  private final @Nullable Engines engines;
  private final @Nullable Steps steps;
  private final Optional<String> engine;
  private final EngineOptions engineOptions;
  private final RowSettings rows;
  private final Optional<Parity.Level> wanted;

  private ParityMeasurement(Builder builder) {
    this.engines = builder.engines;
    this.steps = builder.steps;
    this.engine = Optional.ofNullable(builder.engine);
    this.engineOptions = builder.engineOptions;
    this.rows = builder.rows;
    this.wanted = Optional.ofNullable(builder.wanted);
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
   * Finds the least restrictive rules at which a package's answers are as equal as wanted. What the
   * package states about parity and execution does not count, with one exception: where golden
   * answers need a weaker parity than was measured, that is kept.
   *
   * @param source read, and not closed
   * @return what was found
   * @throws dev.slipway.InvalidPackageException if the package does not fit together
   * @throws dev.slipway.InvalidInputException if too few rows are answered, or records do not fit
   * @throws UnsupportedModelException if answers are less equal than wanted under all rules; the
   *     message names the operator
   * @throws dev.slipway.EngineException if the engine fails
   */
  public ParityReport measure(ModelPackage source) {
    return with(source, measuring -> measuring.measure(wanted));
  }

  /**
   * Measures whether what a package states about parity and execution holds.
   *
   * @param source read, and not closed
   * @return what was seen
   * @throws UnsupportedModelException if a weaker level is stated than is wanted
   * @throws dev.slipway.SlipwayException as {@link #measure}, but for answers that differ, which
   *     the report tells
   */
  public ParityReport check(ModelPackage source) {
    Parity.Level stated = source.parity().level();
    if (wanted.isPresent() && stated.compareTo(wanted.get()) > 0) {
      throw new UnsupportedModelException(
          ErrorCode.UNSUPPORTED_MODEL,
          "Cannot check "
              + source.version()
              + ": it states parity "
              + stated.name().toLowerCase(Locale.ROOT)
              + ", expected "
              + wanted.get().name().toLowerCase(Locale.ROOT)
              + " (slipway package measures whether it has that)",
          null);
    }
    return with(source, measuring -> measuring.check(source.parity(), source.execution()));
  }

  private ParityReport with(ModelPackage source, Function<Measuring, ParityReport> task) {
    EngineProvider provider = provider("Cannot measure ", source);
    try (Measuring measuring = new Measuring(source, provider, steps(), engineOptions, rows)) {
      return task.apply(measuring);
    }
  }

  /** Opens a package as a strategy would, which replays its golden records, and closes it. */
  void replay(ModelPackage source) {
    PredictorSettings settings =
        new PredictorSettings(
            steps(),
            engineOptions.withIntraOpThreads(1),
            1,
            Slipway.Builder.DEFAULT_CLOSE_TIMEOUT,
            PredictorSettings.ANY_PARITY);
    ModelResolver.Resolved place = ModelResolver.Resolved.at(Path.of(""));
    new PredictorLoader(source, place, settings).load(provider("Cannot open ", source)).close();
  }

  /** Opens a package without replaying its golden records; the caller closes it. */
  Predictor openUntested(ModelPackage source) {
    PredictorSettings settings =
        new PredictorSettings(
            steps(),
            engineOptions.withIntraOpThreads(1),
            1,
            Slipway.Builder.DEFAULT_CLOSE_TIMEOUT,
            PredictorSettings.ANY_PARITY);
    ModelResolver.Resolved place = ModelResolver.Resolved.at(Path.of(""));
    return new PredictorLoader(source, place, settings).loadUntested(engineOf(source));
  }

  EngineProvider engineOf(ModelPackage source) {
    return provider("Cannot open ", source);
  }

  RowSettings rows() {
    return rows;
  }

  /** Returns the same with another weakest level that will do. */
  ParityMeasurement requiring(Parity.Level level) {
    Builder builder = new Builder().rows(rows).engineOptions(engineOptions).require(level);
    builder.engines = engines;
    builder.steps = steps;
    builder.engine = engine.orElse(null);
    return builder.build();
  }

  private EngineProvider provider(String task, ModelPackage source) {
    Engines available = engines == null ? Engines.discover(Slipway.classLoader()) : engines;
    return available.choose(
        task + source.version(), source.artefact().format(), engine.or(source::engine));
  }

  Steps steps() {
    return steps == null ? Steps.discover(Slipway.classLoader()) : steps;
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {

    private @Nullable Engines engines;
    private @Nullable Steps steps;
    private @Nullable String engine;
    private EngineOptions engineOptions = EngineOptions.defaults();
    private RowSettings rows = RowSettings.defaults();
    private Parity.@Nullable Level wanted;

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
     * Sets what the engine is told; the number of threads in it does not count, since several are
     * measured.
     *
     * @param options the options
     * @return this
     */
    public Builder engineOptions(EngineOptions options) {
      this.engineOptions = options;
      return this;
    }

    /**
     * Sets which rows are used; without this, {@link RowSettings#defaults()}.
     *
     * @param settings the rows
     * @return this
     */
    public Builder rows(RowSettings settings) {
      this.rows = settings;
      return this;
    }

    /**
     * Sets the weakest level that will do, which lets a model run by less restrictive rules. {@link
     * Parity.Level#TOLERANCE} is met by differences within {@link ModelPackage#DEFAULT_PARITY}, as
     * rounding makes them. Without this, the strictest level there is counts, and differences
     * beyond rounding are an error.
     *
     * @param level the weakest level
     * @return this
     */
    public Builder require(Parity.Level level) {
      this.wanted = level;
      return this;
    }

    /**
     * Returns what measures with these settings.
     *
     * @return immutable and thread-safe
     */
    public ParityMeasurement build() {
      return new ParityMeasurement(this);
    }
  }
}
