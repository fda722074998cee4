package dev.slipway.core;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.ModelVersion;
import dev.slipway.Problem;
import dev.slipway.core.internal.pack.PackageContents;
import dev.slipway.core.internal.pack.files.FileErrors;
import dev.slipway.core.internal.pack.write.ManifestReplacement;
import dev.slipway.core.internal.pack.write.NewManifest;
import dev.slipway.core.internal.pack.write.NewPackage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes packages that state what was measured. A package is checked first: its signature against
 * the graph, its steps against the signature, its golden records by replaying them. Of a package
 * with variants its own model is measured; what variants state stays. Thread-safe.
 */
public final class PackageBuilder {

  private final ParityMeasurement measurement;
  private final TrustPolicy trust;

  /**
   * Creates a builder that takes packages of whom {@link TrustPolicy#configured()} trusts now.
   *
   * @param measurement how packages are measured
   */
  public PackageBuilder(ParityMeasurement measurement) {
    this(measurement, TrustPolicy.configured());
  }

  /**
   * Creates a builder. What it makes is a new package, which nobody has signed yet.
   *
   * @param measurement how packages are measured
   * @param trust whose packages are taken
   */
  public PackageBuilder(ParityMeasurement measurement, TrustPolicy trust) {
    this.measurement = measurement;
    this.trust = trust;
  }

  /**
   * Measures a package and states the result in it. Only {@code parity} and {@code execution} in
   * {@code slipway.yaml} change, which is made if it is not there; the folder has the old file or
   * the new one at every moment.
   *
   * @param folder an MLflow or Slipway directory
   * @return what was done
   * @throws IOException if the folder cannot be written, is no folder, or changed meanwhile;
   *     nothing has changed then
   * @throws dev.slipway.SlipwayException as {@link ParityMeasurement#measure}, and if golden
   *     answers do not come out; likewise
   */
  public PackageReport inPlace(Path folder) throws IOException {
    checkFolder(folder);
    try (ModelPackage source = ModelPackage.read(folder, trust)) {
      ParityReport parity = measured(source);
      checkUnchanged(folder, source.version());
      byte[] manifest = manifest(source, parity);
      ManifestReplacement.write(folder.toRealPath(), manifest);
      try (ModelPackage result = ModelPackage.read(folder, TrustPolicy.none())) {
        return new PackageReport(source.version(), result.version(), folder, parity);
      }
    }
  }

  /**
   * Measures a package and writes another one that states the result.
   *
   * @param source a directory, a zip or a bare model file; not changed
   * @param output a path that nothing has: a zip if it ends in {@code .zip}, else a directory
   * @return what was done
   * @throws IOException if the output cannot be written or is there already; nothing is left behind
   * @throws dev.slipway.SlipwayException as {@link #inPlace}
   */
  public PackageReport write(Path source, Path output) throws IOException {
    NewPackage.checkFree(output);
    checkOutside(source, output);
    try (ModelPackage read = ModelPackage.read(source, trust)) {
      ParityReport parity = measured(read);
      byte[] manifest = manifest(read, parity);
      NewPackage.write(
          read.contents(),
          manifest,
          output,
          place -> ModelPackage.read(place, TrustPolicy.none()).close());
      try (ModelPackage result = ModelPackage.read(output, TrustPolicy.none())) {
        return new PackageReport(read.version(), result.version(), output, parity);
      }
    }
  }

  /**
   * Measures whether what a package states holds; writes nothing.
   *
   * @param source a directory, a zip or a bare model file
   * @return what was seen, of one version before and after
   * @throws dev.slipway.SlipwayException as {@link #inPlace}, but for answers that differ, which
   *     the report tells
   */
  public PackageReport check(Path source) {
    try (ModelPackage read = ModelPackage.read(source, trust)) {
      ParityReport parity = measurement.check(read);
      if (parity.holds()) {
        measurement.replay(read);
      }
      return new PackageReport(read.version(), read.version(), source, parity);
    }
  }

  private ParityReport measured(ModelPackage source) {
    ParityReport parity = measurement.measure(source);
    measurement.replay(source.stating(parity.parity(), parity.execution()));
    return parity;
  }

  private static byte[] manifest(ModelPackage source, ParityReport parity) {
    PackageContents contents = source.contents();
    boolean bare = contents.mlflow().isEmpty() && contents.manifest().model().isEmpty();
    if (bare && contents.files().paths().size() > 1) {
      throw new InvalidPackageException(
          ErrorCode.INVALID_PACKAGE,
          "Cannot package " + source.version(),
          List.of(
              new Problem(
                  "",
                  "is a bare SavedModel, which cannot hold slipway.yaml (put it into a folder, and"
                      + " slipway.yaml beside it)")));
    }
    return NewManifest.of(contents, parity.parity(), parity.execution());
  }

  /** Returns whether a package is nothing but a model file. */
  static boolean isBareFile(ModelPackage source) {
    PackageContents contents = source.contents();
    return contents.mlflow().isEmpty()
        && contents.manifest().model().isEmpty()
        && contents.files().paths().size() == 1;
  }

  static void checkFolder(Path folder) throws IOException {
    if (Files.isRegularFile(folder)) {
      throw new IOException(
          "Cannot package "
              + folder
              + " in place: it is a file, expected a folder (write a new package instead)");
    }
  }

  static void checkUnchanged(Path folder, ModelVersion version) throws IOException {
    try (ModelPackage now = ModelPackage.read(folder, TrustPolicy.none())) {
      if (!now.version().digest().equals(version.digest())) {
        throw new IOException(
            "Cannot write into " + folder + ": it changed while it was measured (run it again)");
      }
    }
  }

  /** Refuses an output inside the package, which it would become a part of. */
  static void checkOutside(Path source, Path output) throws IOException {
    Path folder = output.toAbsolutePath().normalize().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(
          "Cannot write " + output + ": there is no folder " + folder + " (make it first)");
    }
    try {
      if (Files.isDirectory(source) && folder.toRealPath().startsWith(source.toRealPath())) {
        throw new IOException(
            "Cannot write " + output + ": it is inside the package (choose a place outside)");
      }
    } catch (FileSystemException failed) {
      throw new IOException("Cannot use " + output + ": " + FileErrors.reason(failed), failed);
    }
  }
}
