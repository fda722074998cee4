package dev.slipway.core.internal.pack;

import dev.slipway.ModelVersion;
import dev.slipway.Parity;
import dev.slipway.Signature;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.Signing;
import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import dev.slipway.core.internal.pack.mlflow.MlflowManifest;
import java.util.List;
import java.util.Optional;

/**
 * All that a package holds, read and verified.
 *
 * @param files its files
 * @param manifest what {@code slipway.yaml} says, or nothing
 * @param mlflow what {@code MLmodel} says
 * @param version name, version and digest
 * @param variants the names of all its models, its own first
 * @param chosen which of its models, and how that is run
 * @param artefact that model
 * @param signature what callers send and get; an empty side is left to the graph
 * @param golden path of the golden records
 * @param signing what is known of its signature bundle
 */
public record PackageContents(
    PackageFiles files,
    SlipwayManifest manifest,
    Optional<MlflowManifest> mlflow,
    ModelVersion version,
    List<String> variants,
    ChosenVariant chosen,
    PackagedArtefact artefact,
    Optional<Signature> signature,
    Optional<String> golden,
    Signing signing)
    implements AutoCloseable {

  PackageContents signed(Signing state) {
    return new PackageContents(
        files, manifest, mlflow, version, variants, chosen, artefact, signature, golden, state);
  }

  /**
   * Returns the same package with other rules for its chosen model.
   *
   * @param parity how equal answers are to be
   * @param execution how the model is to be run
   * @return what shares all that needs closing with this
   */
  public PackageContents stating(Parity parity, ExecutionRules execution) {
    ChosenVariant stated = chosen.stating(parity, execution);
    // Rules are stated in slipway.yaml, whose presence gives golden.jsonl its meaning.
    Optional<String> records =
        golden.or(() -> Optional.of(PackageReader.GOLDEN).filter(files::has));
    return new PackageContents(
        files, manifest, mlflow, version, variants, stated, artefact, signature, records, signing);
  }

  /** Lets memory go and removes what was unpacked or copied. */
  @Override
  public void close() {
    try {
      artefact.close();
    } finally {
      files.close();
    }
  }
}
