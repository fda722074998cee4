package dev.slipway.lifecycle;

import dev.slipway.ErrorCode;
import dev.slipway.ErrorCode.Blame;
import dev.slipway.InvalidPackageException;
import dev.slipway.Model;
import dev.slipway.Predictor;
import dev.slipway.Signature;
import dev.slipway.SlipwayException;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.PackagedStep;
import dev.slipway.core.Signing;
import dev.slipway.core.Slipway;
import dev.slipway.core.TrustPolicy;
import dev.slipway.lifecycle.PackageFacts.Replay;
import dev.slipway.lifecycle.PackageFacts.Replay.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what gates and comparisons go by: reads a package, opens it where an engine is there,
 * and so replays its golden records. Thread-safe; takes as long as opening the model.
 */
public final class PackageExamination {

  private final Slipway opener;

  /** Examines with the engines on the class path. */
  public PackageExamination() {
    this(Slipway.builder().build());
  }

  /**
   * Examines with engines of the caller's choice.
   *
   * @param opener what opens the packages
   */
  public PackageExamination(Slipway opener) {
    this.opener = opener;
  }

  /**
   * Examines a package.
   *
   * @param location a directory, a model file or a zip
   * @return what was found; that it does not open is one of the things that can be found
   * @throws dev.slipway.InvalidPackageException if it is missing, damaged or unsafe
   */
  public PackageFacts examine(Path location) {
    try (ModelPackage source = ModelPackage.read(location, TrustPolicy.none())) {
      Map<String, Double> metrics = ReportedMetrics.of(location, source);
      List<String> steps = source.steps().stream().map(PackagedStep::type).toList();
      Opened opened = open(location, source);
      return new PackageFacts(
          opened.signature,
          source.statedParity(),
          opened.replay,
          steps,
          source.variants(),
          metrics);
    }
  }

  /**
   * Returns what is true of facts that were found before, where this process has a trust policy
   * now: if it refuses the package, that the replay proves nothing here.
   *
   * @param location a directory, a model file or a zip
   * @param facts what was found in it
   * @return the facts; with {@link Outcome#NOT_TRUSTED} if the policy refuses the package
   */
  public PackageFacts underPolicy(Path location, PackageFacts facts) {
    if (TrustPolicy.configured().isNone()) {
      return facts;
    }
    try (ModelPackage trusted = ModelPackage.read(location)) {
      assert trusted.signing().state() != Signing.State.UNCHECKED;
      return facts;
    } catch (InvalidPackageException refused) {
      if (!isDistrust(refused)) {
        throw refused;
      }
      return facts.withGolden(notTrusted(refused));
    }
  }

  private static boolean isDistrust(SlipwayException refused) {
    return refused.code() == ErrorCode.UNSIGNED_PACKAGE
        || refused.code() == ErrorCode.UNTRUSTED_PACKAGE;
  }

  /** The reason names no place: the package is found by other paths later. */
  private static Replay notTrusted(SlipwayException refused) {
    String reason =
        refused instanceof InvalidPackageException invalid && !invalid.problems().isEmpty()
            ? String.join("; ", invalid.problems().stream().map(String::valueOf).toList())
            : String.valueOf(refused.getMessage());
    return new Replay(Outcome.NOT_TRUSTED, "", reason);
  }

  private record Opened(Optional<Signature> signature, Replay replay) {}

  private Opened open(Path location, ModelPackage source) {
    try (Predictor predictor = opener.openModel(location)) {
      Model model = predictor.model();
      Replay replay =
          source.hasGoldenRecords()
              ? new Replay(Outcome.PASSED, model.engine(), "")
              : new Replay(Outcome.NO_RECORDS, model.engine(), "it has no golden records");
      return new Opened(Optional.of(model.signature()), replay);
    } catch (SlipwayException refused) {
      if (isDistrust(refused)) {
        return new Opened(source.signature(), notTrusted(refused));
      }
      boolean failed =
          refused.code().blame() == Blame.PACKAGE
              && !(refused instanceof UnsupportedModelException);
      String reason = String.valueOf(refused.getMessage());
      Replay replay = new Replay(failed ? Outcome.FAILED : Outcome.NOT_RUN, "", reason);
      return new Opened(source.signature(), replay);
    }
  }
}
