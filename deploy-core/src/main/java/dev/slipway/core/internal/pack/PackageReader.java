package dev.slipway.core.internal.pack;

import dev.slipway.ModelVersion;
import dev.slipway.Signature;
import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.files.PackageLimits;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import dev.slipway.core.internal.pack.manifest.SlipwayManifestReader;
import dev.slipway.core.internal.pack.mlflow.MlflowManifest;
import dev.slipway.core.internal.pack.mlflow.MlflowManifestReader;
import dev.slipway.core.internal.pack.mlflow.RegistryMeta;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and verifies a whole package; loads nothing of it. */
public final class PackageReader {

  private static final String GOLDEN = "golden.jsonl";
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
   * @return what it holds, which the caller closes
   * @throws dev.slipway.InvalidPackageException if it is missing, damaged, inconsistent or unsafe
   * @throws dev.slipway.UnsupportedModelException if it is sound and Slipway cannot run it
   */
  public static PackageContents read(Path given) {
    Problems problems = new Problems("Cannot read " + given);
    PackageFiles files = PackageSource.open(given, problems);
    boolean done = false;
    try {
      Path name = given.toAbsolutePath().normalize().getFileName();
      String place = name == null ? "model" : name.toString();
      PackageContents contents = new PackageReader(place, files, problems).contents();
      done = true;
      return contents;
    } finally {
      if (!done) {
        files.close();
      }
    }
  }

  private PackageContents contents() {
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
    PackagedArtefact artefact = artefact(manifest, mlflow, described);
    ModelVersion version = version(manifest, registry);
    return new PackageContents(files, manifest, mlflow, version, artefact, signature, golden);
  }

  private byte[] manifest(String path) {
    return files.read(path, PackageLimits.MANIFEST_BYTES);
  }

  private Optional<Signature> signature(SlipwayManifest manifest, Optional<MlflowManifest> mlflow) {
    Optional<Signature> logged = mlflow.flatMap(MlflowManifest::signature);
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

  private PackagedArtefact artefact(
      SlipwayManifest manifest, Optional<MlflowManifest> mlflow, boolean described) {
    ArtefactChoice.Chosen choice =
        new ArtefactChoice(files, problems).choose(manifest, mlflow, described);
    ByteBuffer content = files.readDirect(choice.path());
    ModelFileCheck.fault(content).ifPresent(fault -> problems.add(choice.path(), fault));
    problems.throwIfAny();
    return new PackagedArtefact(choice.format(), choice.path(), content, files);
  }

  private ModelVersion version(SlipwayManifest manifest, RegistryMeta registry) {
    String digest = files.digest();
    String plain = place.replaceFirst("\\.(zip|onnx)$", "");
    return new ModelVersion(
        manifest.name().or(registry::name).orElse(plain),
        manifest.version().or(registry::version).orElse(digest.substring(0, SHORT_DIGEST)),
        digest);
  }
}
