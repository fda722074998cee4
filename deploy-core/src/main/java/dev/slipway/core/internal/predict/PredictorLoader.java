package dev.slipway.core.internal.predict;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.ModelVersion;
import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.GoldenRecords;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.PredictorSettings;
import dev.slipway.core.SampleRow;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelResolver;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Loads a verified package into a predictor that has passed its self-test. */
public final class PredictorLoader {

  private final ModelPackage source;
  private final PredictorSettings settings;
  private final ModelVersion version;
  private final String task;

  /**
   * Prepares the load.
   *
   * @param source stays the caller's, who may close it after the load
   * @param resolved what the package's owner says of it
   * @param settings how to run it
   */
  public PredictorLoader(
      ModelPackage source, ModelResolver.Resolved resolved, PredictorSettings settings) {
    ModelVersion own = source.version();
    this.source = source;
    this.settings = settings;
    this.version =
        new ModelVersion(
            resolved.name().orElse(own.name()),
            resolved.version().orElse(own.version()),
            own.digest());
    this.task = "Cannot open " + version;
    resolved.digest().ifPresent(this::checkDigest);
  }

  private void checkDigest(String expected) {
    if (!expected.equals(version.digest())) {
      throw new InvalidPackageException(
          ErrorCode.INVALID_PACKAGE,
          task,
          List.of(
              new Problem(
                  "digest",
                  "is "
                      + version.digest()
                      + ", expected "
                      + expected
                      + " (the package was changed after it was registered)")));
    }
  }

  /**
   * Loads the model and replays its golden records.
   *
   * @param engine runs the model
   * @return the predictor, which the caller closes; after an error nothing stays open
   */
  public Predictor load(EngineProvider engine) {
    checkParity();
    return loaded(engine, signature -> source.golden(signature.inputs(), signature.outputs()));
  }

  /**
   * Loads the model without replaying its golden records.
   *
   * @param engine runs the model
   * @return the predictor, which the caller closes; after an error nothing stays open
   */
  public Predictor loadUntested(EngineProvider engine) {
    return loaded(engine, signature -> Optional.empty());
  }

  private Predictor loaded(
      EngineProvider engine, Function<Signature, Optional<GoldenRecords>> replayed) {
    LoadedModel loaded = engine.load(source.artefact(), engineOptions());
    Runnable close = loaded::close;
    boolean ready = false;
    try {
      PredictPlan plan =
          new PlanMaker(source, version, loaded.signature(), settings.steps()).make();
      Optional<GoldenRecords> golden = replayed.apply(plan.signature());
      Predictor predictor = predictor(plan, loaded, golden);
      close = predictor::close;
      golden.ifPresent(records -> new SelfTest(predictor).run(records.inputs(), records.answers()));
      ready = true;
      return predictor;
    } finally {
      if (!ready) {
        close.run();
      }
    }
  }

  private LoadedPredictor predictor(
      PredictPlan plan, LoadedModel loaded, Optional<GoldenRecords> golden) {
    ServedModel model =
        new ServedModel(
            version,
            plan.signature(),
            source.variant(),
            loaded.engine().toString(),
            source.parity(),
            source.description(),
            example(plan.signature(), golden),
            source.signing().signer().map(Object::toString));
    return new LoadedPredictor(model, plan, loaded, settings.executions(), settings.closeTimeout());
  }

  /** A golden record counts more than the package's example: it is known to be answered. */
  private Optional<Table> example(Signature signature, Optional<GoldenRecords> golden) {
    return golden
        .map(GoldenRecords::inputs)
        .filter(inputs -> inputs.rows() > 0)
        .map(SampleRow::firstOf)
        .or(() -> source.example(signature.inputs()).rows());
  }

  private EngineOptions engineOptions() {
    EngineOptions asked = settings.engineOptions();
    if (source.execution().intraOpThreads().isEmpty()) {
      return asked;
    }
    int stated = source.execution().intraOpThreads().getAsInt();
    if (asked.intraOpThreads() != 1 && asked.intraOpThreads() != stated) {
      throw new InvalidPackageException(
          ErrorCode.INVALID_PACKAGE,
          task,
          List.of(
              new Problem(
                  "execution.intra-op",
                  "is "
                      + stated
                      + ", but "
                      + asked.intraOpThreads()
                      + " threads were asked for (leave that setting out)")));
    }
    return asked.withIntraOpThreads(stated);
  }

  private void checkParity() {
    Parity stated = source.parity();
    Parity wanted = settings.requiredParity();
    boolean weaker =
        stated.level().compareTo(wanted.level()) > 0
            || (stated.level() == wanted.level()
                && (stated.absolute() > wanted.absolute()
                    || stated.relative() > wanted.relative()
                    || stated.labelAgreement() < wanted.labelAgreement()));
    if (weaker) {
      throw new UnsupportedModelException(
          ErrorCode.UNSUPPORTED_MODEL,
          task
              + ": its parity is "
              + words(stated)
              + ", but "
              + words(wanted)
              + " was asked for (slipway package measures it and names the operator that differs)",
          null);
    }
  }

  private static String words(Parity parity) {
    String level = parity.level().name().toLowerCase(Locale.ROOT);
    boolean bounded =
        parity.level() != Parity.Level.EXACT
            && Double.isFinite(parity.absolute() + parity.relative());
    return bounded
        ? String.format(
            Locale.ROOT,
            "%s (absolute %s, relative %s, equal labels %s)",
            level,
            parity.absolute(),
            parity.relative(),
            parity.labelAgreement())
        : level;
  }
}
