package dev.slipway.core.internal.pack;

import dev.slipway.ModelVersion;
import dev.slipway.Signature;
import dev.slipway.core.Signing;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.files.PackageLimits;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import dev.slipway.core.internal.pack.manifest.SlipwayManifestReader;
import dev.slipway.core.internal.pack.mlflow.MlflowManifest;
import dev.slipway.core.internal.pack.mlflow.MlflowManifestReader;
import dev.slipway.core.internal.pack.mlflow.RegistryMeta;
import dev.slipway.core.internal.pack.trust.TrustCheck;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and verifies a whole package; loads nothing of it. */
public final class PackageReader {

  static final String GOLDEN = "golden.jsonl";
  private static final int SHORT_DIGEST = 12;

  private final String place;
  private final PackageFiles files;
  private final Problems problems;

  private PackageReader(String place, PackageFiles files, Problems problems) {
    this.place = place;
    this.files = files;
    this.problems = problems;
  }

  /**
   * Reads a package.
   *
   * @param given a folder, an archive or a bare model file
   * @param variant which of its models; without, its own
   * @param trust whose signatures count
   * @return what it holds, which the caller closes
   * @throws dev.slipway.InvalidPackageException if it is missing, damaged, inconsistent or unsafe
   * @throws dev.slipway.UnsupportedModelException if it is sound and Slipway cannot run it
   */
  public static PackageContents read(Path given, Optional<String> variant, TrustPolicy trust) {
    Problems problems = new Problems("Cannot read " + given);
    PackageFiles files = PackageSource.open(given, problems);
    boolean done = false;
    try {
      Path name = given.toAbsolutePath().normalize().getFileName();
      String place = name == null ? "model" : name.toString();
      Signing signing = TrustCheck.check(files, trust, problems.task());
      PackageContents contents =
          new PackageReader(place, files, problems).contents(variant).signed(signing);
      done = true;
      return contents;
    } finally {
      if (!done) {
        files.close();
      }
    }
  }

  /**
   * Returns the digest of a package, of which nothing is judged but what leads out of it.
   *
   * @param given a folder, an archive or a bare model file
   * @return 64 hexadecimal digits
   */
  public static String digest(Path given) {
    try (PackageFiles files = PackageSource.open(given, new Problems("Cannot read " + given))) {
      return files.digest();
    }
  }

  /**
   * Returns whether files are a package as a folder, and not one file that is a package alone.
   *
   * @param files of a package
   * @return true if the folder is what is opened
   */
  public static boolean isFolder(PackageFiles files) {
    return files.has(SlipwayManifest.FILE)
        || files.has(MlflowManifest.FILE)
        || files.has(ArtefactChoice.SAVED_MODEL);
  }

  private PackageContents contents(Optional<String> variant) {
    boolean described = files.has(SlipwayManifest.FILE);
    SlipwayManifest manifest =
        described
            ? SlipwayManifestReader.read(manifest(SlipwayManifest.FILE), problems)
            : SlipwayManifest.none();
    Optional<MlflowManifest> mlflow =
        files.has(MlflowManifest.FILE)
            ? Optional.of(MlflowManifestReader.read(manifest(MlflowManifest.FILE), problems))
            : Optional.empty();
    Optional<Signature> signature = signature(manifest, mlflow);
    Optional<String> golden = golden(manifest, described);
    RegistryMeta registry = RegistryMeta.read(files, problems);
    problems.throwIfAny();
    VariantChoice variants = variants(manifest, mlflow, described);
    ChosenVariant chosen = variants.choose(variant);
    PackagedArtefact artefact = artefact(chosen);
    ModelVersion version = version(manifest, registry);
    return new PackageContents(
        files,
        manifest,
        mlflow,
        version,
        variants.names(),
        chosen,
        artefact,
        signature,
        golden,
        Signing.of(Signing.State.UNCHECKED));
  }

  private byte[] manifest(String path) {
    return files.read(path, PackageLimits.MANIFEST_BYTES);
  }

  private Optional<Signature> signature(SlipwayManifest manifest, Optional<MlflowManifest> mlflow) {
    Optional<Signature> logged = mlflow.flatMap(MlflowManifest::signature);
    if (!manifest.variants().isEmpty() && logged.isEmpty() && manifest.signature().isEmpty()) {
      problems.add(
          SlipwayManifest.FILE,
          "has variants without a signature, expected one (what callers send must not depend on the"
              + " variant)");
    }
    if (logged.isPresent() && manifest.signature().isPresent()) {
      problems.add(
          SlipwayManifest.FILE,
          "states a signature and MLmodel states one too, expected one (leave it out)");
    }
    return logged.or(manifest::signature);
  }

  private Optional<String> golden(SlipwayManifest manifest, boolean described) {
    Optional<String> named = manifest.golden();
    if (named.isPresent() && !files.has(named.get())) {
      problems.add(
          SlipwayManifest.FILE, "golden names " + named.get() + ", which is not in the package");
    }
    return named.isPresent() || !described || !files.has(GOLDEN) ? named : Optional.of(GOLDEN);
  }

  private VariantChoice variants(
      SlipwayManifest manifest, Optional<MlflowManifest> mlflow, boolean described) {
    ArtefactChoice models = new ArtefactChoice(files, problems);
    ArtefactChoice.Chosen own = models.choose(manifest, mlflow, described);
    return VariantChoice.of(manifest, own, models);
  }

  private PackagedArtefact artefact(ChosenVariant chosen) {
    ByteBuffer content = files.readDirect(chosen.path());
    ModelFileCheck.fault(content).ifPresent(fault -> problems.add(chosen.path(), fault));
    problems.throwIfAny();
    return new PackagedArtefact(chosen.format(), chosen.path(), content, files);
  }

  private ModelVersion version(SlipwayManifest manifest, RegistryMeta registry) {
    String digest = files.digest();
    String plain = place.replaceFirst("\\.(zip|onnx|tflite)$", "");
    return new ModelVersion(
        manifest.name().or(registry::name).orElse(plain),
        manifest.version().or(registry::version).orElse(digest.substring(0, SHORT_DIGEST)),
        digest);
  }
}
