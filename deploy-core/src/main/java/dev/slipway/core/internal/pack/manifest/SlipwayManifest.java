package dev.slipway.core.internal.pack.manifest;

import dev.slipway.Parity;
import dev.slipway.Signature;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.OutputDefinition;
import dev.slipway.core.PackagedStep;
import java.util.List;
import java.util.Optional;

/**
 * What {@code slipway.yaml} says; every key is optional here, defaults are the package's.
 *
 * @param name the model's name
 * @param version the package's label of its version
 * @param description for people
 * @param model path of the model file
 * @param signature what callers send and get
 * @param engine id of the engine that must run the model
 * @param steps preprocessing, in order
 * @param features the columns packed into the model's input
 * @param outputs postprocessing
 * @param parity how equal answers are
 * @param execution how the model must be run
 * @param golden path of the golden records
 * @param variants the same model in other formats
 */
public record SlipwayManifest(
    Optional<String> name,
    Optional<String> version,
    Optional<String> description,
    Optional<String> model,
    Optional<Signature> signature,
    Optional<String> engine,
    List<PackagedStep> steps,
    List<String> features,
    List<OutputDefinition> outputs,
    Optional<Parity> parity,
    Optional<ExecutionRules> execution,
    Optional<String> golden,
    List<VariantDefinition> variants) {

  /** The file's name, at the top of a package. */
  public static final String FILE = "slipway.yaml";

  /** The version of the specification that this reads. */
  public static final String FORMAT = "slipway/1";

  /**
   * Returns what a package without the file says.
   *
   * @return a manifest without anything
   */
  public static SlipwayManifest none() {
    return new SlipwayManifest(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
