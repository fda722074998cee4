package dev.slipway.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.ModelVersion;
import dev.slipway.Parity;
import dev.slipway.Signature;
import dev.slipway.core.internal.pack.PackageContents;
import dev.slipway.core.internal.pack.PackageReader;
import dev.slipway.core.internal.pack.RecordFiles;
import dev.slipway.core.internal.pack.mlflow.MlflowManifest;
import dev.slipway.spi.ModelArtefact;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model package, read and verified, with nothing loaded: no native code runs and nothing in it is
 * executed. docs/package-format.md says what a package may hold.
 *
 * <p>Thread-safe. Holds the model's bytes in native memory and, for archives, an unpacked copy;
 * closing lets both go. What it returns besides {@link #artefact()} stays valid.
 */
public final class ModelPackage implements AutoCloseable {

  /** What counts where a package states no parity: what float32 models keep across hosts. */
  public static final Parity DEFAULT_PARITY = Parity.within(1e-6, 1e-5);

  private static final int REPORT_BYTES = 1 << 20;

  private final PackageContents contents;
  private final boolean owner;

  private ModelPackage(PackageContents contents, boolean owner) {
    this.contents = contents;
    this.owner = owner;
  }

  /**
   * Reads a package: an MLflow model directory, a directory with {@code slipway.yaml}, a bare
   * {@code .onnx} or {@code .tflite} file, a bare SavedModel, or a zip of any of these. Its own
   * model is meant by {@link #artefact()} and the like. What {@link TrustPolicy#configured()} does
   * not trust is refused.
   *
   * @param path where it is
   * @return the package, which the caller closes
   * @throws dev.slipway.InvalidPackageException if it is missing ({@code MODEL_NOT_FOUND}),
   *     damaged, inconsistent or unsafe; nothing stays open or written
   * @throws dev.slipway.UnsupportedModelException if it is sound and Slipway cannot run it;
   *     likewise
   */
  public static ModelPackage read(Path path) {
    return read(path, TrustPolicy.configured());
  }

  /**
   * Reads a package as {@link #read(Path)} does, but with another of its models.
   *
   * @param path where it is
   * @param variant one of {@link #variants()}
   * @return the package, which the caller closes
   * @throws dev.slipway.InvalidPackageException likewise, and if it has no such variant
   * @throws dev.slipway.UnsupportedModelException likewise
   */
  public static ModelPackage read(Path path, String variant) {
    return read(path, variant, TrustPolicy.configured());
  }

  /**
   * Reads a package as {@link #read(Path)} does, under a policy of the caller's.
   *
   * @param path where it is
   * @param trust whose signatures count
   * @return the package, which the caller closes
   * @throws dev.slipway.InvalidPackageException likewise; {@code UNSIGNED_PACKAGE} or {@code
   *     UNTRUSTED_PACKAGE} if the policy refuses it
   * @throws dev.slipway.UnsupportedModelException likewise
   */
  public static ModelPackage read(Path path, TrustPolicy trust) {
    return new ModelPackage(PackageReader.read(path, Optional.empty(), trust), true);
  }

  /**
   * Reads a package as {@link #read(Path, TrustPolicy)} does, but with another of its models.
   *
   * @param path where it is
   * @param variant one of {@link #variants()}
   * @param trust whose signatures count
   * @return the package, which the caller closes
   * @throws dev.slipway.InvalidPackageException likewise, and if it has no such variant
   * @throws dev.slipway.UnsupportedModelException likewise
   */
  public static ModelPackage read(Path path, String variant, TrustPolicy trust) {
    return new ModelPackage(PackageReader.read(path, Optional.of(variant), trust), true);
  }

  /**
   * Returns what is known of the package's signature bundle.
   *
   * @return who signed, if a policy proved it
   */
  public Signing signing() {
    return contents.signing();
  }

  /**
   * Returns the digests that the package's digest is made of.
   *
   * @return the SHA-256 of each file, in hexadecimal digits, by path in the order of the digest
   */
  public Map<String, String> fileDigests() {
    return contents.files().fileDigests();
  }

  /**
   * Returns which of the package's models this is.
   *
   * @return its name
   */
  public String variant() {
    return contents.chosen().name();
  }

  /**
   * Returns all of the package's models.
   *
   * @return their names, the package's own first
   */
  public List<String> variants() {
    return contents.variants();
  }

  /**
   * Returns the labels that the model answers as indexes.
   *
   * @return by output of the model, one text for each index; empty if it answers texts itself
   */
  public Map<String, List<String>> labels() {
    return contents.chosen().labels();
  }

  /**
   * Returns what was measured when this variant was made.
   *
   * @return a JSON object, if the package has one
   */
  public Optional<String> report() {
    return contents
        .chosen()
        .report()
        .map(path -> new String(contents.files().read(path, REPORT_BYTES), UTF_8));
  }

  /**
   * Returns this package as it were if it stated other rules. Its digest stays that of the files.
   *
   * @param parity how equal answers are to be
   * @param execution how the model is to be run
   * @return a view, readable until this package is closed; closing the view does nothing
   */
  public ModelPackage stating(Parity parity, ExecutionRules execution) {
    return new ModelPackage(contents.stating(parity, execution), false);
  }

  PackageContents contents() {
    return contents;
  }

  /**
   * Returns the name, the version label and the digest.
   *
   * @return from the package, or derived as the specification says
   */
  public ModelVersion version() {
    return contents.version();
  }

  /**
   * Returns what the model is for.
   *
   * @return a text for people, if the package has one
   */
  public Optional<String> description() {
    return contents.manifest().description();
  }

  /**
   * Returns what callers send and get, as far as the package states it.
   *
   * @return empty if it is left to the graph; a side without fields is left to it likewise; the
   *     only field of a side may be unnamed and then has the graph's name
   */
  public Optional<Signature> signature() {
    return contents.signature();
  }

  /**
   * Returns the model's files.
   *
   * @return readable until this package is closed
   */
  public ModelArtefact artefact() {
    return contents.artefact();
  }

  /**
   * Returns the engine that must run the model.
   *
   * @return its id; empty for the one engine that supports the format
   */
  public Optional<String> engine() {
    return contents.chosen().engine();
  }

  /**
   * Returns the preprocessing.
   *
   * @return the steps in order, as stated
   */
  public List<PackagedStep> steps() {
    return contents.manifest().steps();
  }

  /**
   * Returns the columns that are packed into the model's input after the steps.
   *
   * @return in order; empty for the signature's own
   */
  public List<String> features() {
    return contents.manifest().features();
  }

  /**
   * Returns the postprocessing.
   *
   * @return the answer's columns in order; empty for the model's outputs as they are
   */
  public List<OutputDefinition> outputs() {
    return contents.manifest().outputs();
  }

  /**
   * Returns how equal answers are.
   *
   * @return what the package states, else {@link #DEFAULT_PARITY}
   */
  public Parity parity() {
    return contents.chosen().parity().orElse(DEFAULT_PARITY);
  }

  /**
   * Returns how equal answers are, where the package says so.
   *
   * @return empty where {@link #DEFAULT_PARITY} counts
   */
  public Optional<Parity> statedParity() {
    return contents.chosen().parity();
  }

  /**
   * Returns whether predictors replay golden records when they are opened.
   *
   * @return true if the package has such records
   */
  public boolean hasGoldenRecords() {
    return contents.golden().isPresent();
  }

  /**
   * Copies all files that the digest covers, and the signature bundle {@code model.sig} where there
   * is one. What is copied is what was verified.
   *
   * @param folder an empty folder, or one to be made; what was copied before an error stays there
   * @throws dev.slipway.InvalidPackageException if a file changed since this package was read
   * @throws dev.slipway.EngineException if the folder cannot be written
   */
  public void copyTo(Path folder) {
    contents.files().copy("", folder);
    contents.files().copySignature(folder);
  }

  /**
   * Returns the path, in a copy of the files, by which the package is opened.
   *
   * @return empty for the folder itself, else the file that is the whole package
   */
  public String entry() {
    return PackageReader.isFolder(contents.files()) ? "" : contents.artefact().path();
  }

  /**
   * Returns the digest of a package without keeping or judging what it holds, in constant memory.
   *
   * @param path a directory, a model file or a zip
   * @return 64 lower-case hexadecimal digits
   * @throws dev.slipway.InvalidPackageException if it is missing ({@code MODEL_NOT_FOUND}) or
   *     unsafe
   */
  public static String digest(Path path) {
    return PackageReader.digest(path);
  }

  /**
   * Returns how the model must be run.
   *
   * @return what the package states, else no restriction
   */
  public ExecutionRules execution() {
    return contents.chosen().execution().orElseGet(ExecutionRules::unrestricted);
  }

  /**
   * Returns the records that predictors replay when they are opened.
   *
   * @param inputs the inputs of the signature, none of them left to the graph any more
   * @param answers the columns of the predictor's answers
   * @return the records, if the package has any
   * @throws dev.slipway.InvalidPackageException if they are damaged or do not fit
   */
  public Optional<GoldenRecords> golden(
      List<Signature.Field> inputs, List<Signature.Field> answers) {
    return contents
        .golden()
        .map(path -> RecordFiles.golden(contents.files(), path, inputs, answers));
  }

  /**
   * Returns the input that was logged with the model.
   *
   * @param inputs the inputs of the signature, none of them left to the graph any more
   * @return the example; without rows if there is none that fits
   */
  public InputExample example(List<Signature.Field> inputs) {
    return contents
        .mlflow()
        .flatMap(MlflowManifest::example)
        .map(example -> RecordFiles.example(contents.files(), example, inputs))
        .orElseGet(InputExample::none);
  }

  /**
   * Returns the MLflow that wrote the package.
   *
   * @return its version, if MLflow wrote it and says so
   */
  public Optional<String> mlflowVersion() {
    return contents.mlflow().flatMap(MlflowManifest::mlflowVersion);
  }

  /**
   * Returns the MLflow run that logged the model.
   *
   * @return its id, if a run logged it
   */
  public Optional<String> mlflowRunId() {
    return contents.mlflow().flatMap(MlflowManifest::runId);
  }

  /**
   * Returns the paths of all files that the digest covers.
   *
   * @return in the order of the digest
   */
  public Set<String> files() {
    return contents.files().paths();
  }

  /** Lets memory go and removes what was unpacked or copied; does nothing at a second call. */
  @Override
  public void close() {
    if (owner) {
      contents.close();
    }
  }

  /** Returns the name, the version and the shortened digest. */
  @Override
  public String toString() {
    return version().toString();
  }
}
