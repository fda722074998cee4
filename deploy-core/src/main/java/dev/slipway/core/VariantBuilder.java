package dev.slipway.core;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.internal.pack.write.CandidatePackage;
import dev.slipway.core.internal.pack.write.NewPackage;
import dev.slipway.core.internal.pack.write.StatedVariant;
import dev.slipway.core.internal.pack.write.VariantReportJson;
import dev.slipway.core.internal.parity.Comparing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds variants to packages. Each is measured first, in a copy of the package: its answers against
 * those of the package's own model, through predictors, and against each other, as
 * docs/conversion.md says. One that misses the parity is not added, and then none is. Thread-safe.
 */
public final class VariantBuilder {

  private static final Parity ROUNDING = new Parity(Parity.Level.TOLERANCE, 1e-6, 1e-5, 0.99);
  private static final Parity ANY =
      new Parity(Parity.Level.METRIC, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);

  private final ParityMeasurement measurement;
  private final @Nullable Parity bound;
  private final boolean stateMeasured;

  /**
   * Creates a builder that holds variants to the parity of their package.
   *
   * @param measurement how they are measured, and with which rows
   */
  public VariantBuilder(ParityMeasurement measurement) {
    this(measurement, null, false);
  }

  private VariantBuilder(
      ParityMeasurement measurement, @Nullable Parity bound, boolean stateMeasured) {
    this.measurement = measurement;
    this.bound = bound;
    this.stateMeasured = stateMeasured;
  }

  /**
   * Returns a builder that holds variants to a level, and states in it what was measured: {@link
   * Parity.Level#TOLERANCE} is rounding, as {@link ParityMeasurement} has it, and {@link
   * Parity.Level#METRIC} is anything.
   *
   * @param level the weakest that will do
   * @return a new builder
   */
  public VariantBuilder accepting(Parity.Level level) {
    Parity most =
        switch (level) {
          case EXACT -> Parity.exact();
          case TOLERANCE -> ROUNDING;
          case METRIC -> ANY;
        };
    return new VariantBuilder(measurement, most, true);
  }

  /**
   * Returns a builder that holds variants to a parity, and states it.
   *
   * @param parity how far answers may be from those of the package's own model
   * @return a new builder
   */
  public VariantBuilder accepting(Parity parity) {
    return new VariantBuilder(measurement, parity, false);
  }

  /**
   * Adds variants to a package's folder.
   *
   * @param folder an MLflow or Slipway directory
   * @param makers make them of the package's own model
   * @return what was done
   * @throws IOException if the folder cannot be written, is no folder, or changed meanwhile;
   *     nothing has changed then
   * @throws dev.slipway.SlipwayException if a variant cannot be made, misses the parity, has
   *     another signature or is there already; likewise
   */
  public VariantsReport inPlace(Path folder, List<? extends NewVariant.Maker> makers)
      throws IOException {
    PackageBuilder.checkFolder(folder);
    try (ModelPackage source = ModelPackage.read(folder)) {
      Path place = folder.toRealPath();
      try (CandidatePackage candidate = CandidatePackage.beside(source.contents(), place)) {
        List<VariantReport> reports = fill(source, candidate, makers);
        PackageBuilder.checkUnchanged(folder, source.version());
        candidate.install(place);
        return report(source, folder, reports);
      }
    }
  }

  /**
   * Writes a package with more variants.
   *
   * @param source a directory, a zip or a bare model file; not changed
   * @param output a path that nothing has: a zip if it ends in {@code .zip}, else a directory
   * @param makers make the variants of the package's own model
   * @return what was done
   * @throws IOException if the output cannot be written or is there already; nothing is left behind
   * @throws dev.slipway.SlipwayException as {@link #inPlace}
   */
  public VariantsReport write(Path source, Path output, List<? extends NewVariant.Maker> makers)
      throws IOException {
    NewPackage.checkFree(output);
    PackageBuilder.checkOutside(source, output);
    Path place = output.toAbsolutePath().normalize();
    try (ModelPackage read = ModelPackage.read(source);
        CandidatePackage candidate = CandidatePackage.beside(read.contents(), place)) {
      List<VariantReport> reports = fill(read, candidate, makers);
      candidate.publish(output);
      return report(read, output, reports);
    }
  }

  private static VariantsReport report(
      ModelPackage source, Path location, List<VariantReport> reports) {
    try (ModelPackage result = ModelPackage.read(location, TrustPolicy.none())) {
      return new VariantsReport(source.version(), result.version(), location, reports);
    }
  }

  private List<VariantReport> fill(
      ModelPackage source, CandidatePackage candidate, List<? extends NewVariant.Maker> makers)
      throws IOException {
    List<NewVariant> variants = new ArrayList<>();
    for (NewVariant.Maker maker : makers) {
      NewVariant variant = maker.make(source);
      checkNew(source, variants, variant.name());
      variants.add(variant);
      candidate.add(variant);
    }
    if (source.signature().isEmpty()) {
      Signature signature = signature(source);
      boolean plain = source.outputs().isEmpty();
      candidate.signature(signature.inputs(), plain ? signature.outputs() : List.of());
    }
    if (PackageBuilder.isBareFile(source)) {
      MappedScores.of(source, measurement.engineOf(source)).ifPresent(candidate::outputs);
    }
    candidate.state(variants.stream().map(VariantBuilder::unmeasured).toList());
    List<VariantReport> reports = new ArrayList<>();
    List<StatedVariant> stated = new ArrayList<>();
    for (NewVariant variant : variants) {
      VariantReport report = measure(source, candidate.folder(), variant);
      candidate.report(variant.name(), VariantReportJson.of(report, source.version().toString()));
      reports.add(report);
      stated.add(stated(variant, report));
    }
    candidate.state(stated);
    replay(candidate.folder(), variants);
    return reports;
  }

  private static void checkNew(ModelPackage source, List<NewVariant> others, String name) {
    boolean taken =
        source.variants().contains(name)
            || others.stream().anyMatch(other -> other.name().equals(name));
    if (taken) {
      throw new InvalidPackageException(
          ErrorCode.INVALID_PACKAGE,
          "Cannot add to " + source.version(),
          List.of(
              new Problem(
                  "variant '" + name + "'",
                  "is there already, expected another name (take it out of slipway.yaml, with its"
                      + " folder)")));
    }
  }

  private Signature signature(ModelPackage source) {
    try (Predictor predictor = measurement.openUntested(source)) {
      return predictor.model().signature();
    }
  }

  private static StatedVariant unmeasured(NewVariant variant) {
    return new StatedVariant(
        variant.name(),
        CandidatePackage.modelPath(variant),
        variant.labels(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private StatedVariant stated(NewVariant variant, VariantReport report) {
    return new StatedVariant(
        variant.name(),
        CandidatePackage.modelPath(variant),
        variant.labels(),
        bound == null ? Optional.empty() : Optional.of(report.stated()),
        Optional.of(report.parity().execution()),
        Optional.of(CandidatePackage.reportPath(variant.name())));
  }

  private VariantReport measure(ModelPackage source, Path folder, NewVariant variant) {
    try (ModelPackage first = ModelPackage.read(folder, TrustPolicy.none());
        ModelPackage other = ModelPackage.read(folder, variant.name(), TrustPolicy.none())) {
      Parity most = bound == null ? source.parity() : bound;
      Comparing.Side own = new Comparing.Side(first, measurement.engineOf(first));
      Comparing.Side made = new Comparing.Side(other, measurement.engineOf(other));
      try (Comparing comparing =
          new Comparing(own, made, measurement.steps(), measurement.rows())) {
        // What misses the parity does so under all rules, and costs no long measurement.
        check(source, variant, comparing.compare(most, ExecutionRules.unrestricted()), most);
        ParityReport parity = measurement.requiring(most.level()).measure(other);
        Comparing.Result result = comparing.compare(most, parity.execution());
        check(source, variant, result, most);
        return new VariantReport(
            variant.name(),
            source.artefact().content().remaining(),
            variant.content().length,
            result.outputs(),
            result.rows(),
            result.sources(),
            result.latencies(),
            parity,
            stateMeasured ? weaker(measured(result), parity.parity()) : most);
      }
    }
  }

  private static void check(
      ModelPackage source, NewVariant variant, Comparing.Result result, Parity most) {
    boolean holds = most.level() == Parity.Level.EXACT ? result.isExact() : result.isWithinBound();
    if (!holds) {
      throw new UnsupportedModelException(
          ErrorCode.UNSUPPORTED_MODEL,
          "Cannot add variant '%s' to %s: %s, expected parity %s (state another for the variant)"
              .formatted(variant.name(), source.version(), worst(result), words(most)),
          null);
    }
  }

  private static String worst(Comparing.Result result) {
    VariantDifference worst =
        result.outputs().stream()
            .max(
                Comparator.comparingDouble(VariantDifference::largest)
                    .thenComparing(VariantDifference::differingRows))
            .orElseThrow();
    double agreement =
        result.outputs().stream().mapToDouble(VariantDifference::labelAgreement).min().orElse(1);
    return String.format(
        Locale.ROOT,
        "of %d rows %d differ from the package's own model in '%s', by up to %.2g, and %.2f %% of"
            + " labels are equal",
        result.rows(),
        worst.differingRows(),
        worst.output(),
        worst.largest(),
        100 * agreement);
  }

  private static String words(Parity parity) {
    String level = parity.level().name().toLowerCase(Locale.ROOT);
    return parity.level() == Parity.Level.EXACT
        ? level
        : level
            + " (absolute %s, relative %s, equal labels %s)"
                .formatted(parity.absolute(), parity.relative(), parity.labelAgreement());
  }

  /** Returns the strictest parity that differences from the own model have. */
  private static Parity measured(Comparing.Result result) {
    if (result.isExact()) {
      return Parity.exact();
    }
    return result.rounded();
  }

  private static Parity weaker(Parity one, Parity two) {
    Parity.Level level = one.level().compareTo(two.level()) < 0 ? two.level() : one.level();
    return new Parity(
        level,
        Math.max(one.absolute(), two.absolute()),
        Math.max(one.relative(), two.relative()),
        Math.min(one.labelAgreement(), two.labelAgreement()));
  }

  /** Opens each variant as a strategy would, which replays the golden records. */
  private void replay(Path folder, List<NewVariant> variants) {
    for (NewVariant variant : variants) {
      try (ModelPackage made = ModelPackage.read(folder, variant.name(), TrustPolicy.none())) {
        measurement.replay(made);
      }
    }
  }
}
