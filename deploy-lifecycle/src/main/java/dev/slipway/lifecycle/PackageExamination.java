package dev.slipway.lifecycle;

import dev.slipway.ErrorCode.Blame;
import dev.slipway.Model;
import dev.slipway.Predictor;
import dev.slipway.Signature;
import dev.slipway.SlipwayException;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.PackagedStep;
import dev.slipway.core.Slipway;
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
    try (ModelPackage source = ModelPackage.read(location)) {
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
      boolean failed =
          refused.code().blame() == Blame.PACKAGE
              && !(refused instanceof UnsupportedModelException);
      String reason = String.valueOf(refused.getMessage());
      Replay replay = new Replay(failed ? Outcome.FAILED : Outcome.NOT_RUN, "", reason);
      return new Opened(source.signature(), replay);
    }
  }
}
