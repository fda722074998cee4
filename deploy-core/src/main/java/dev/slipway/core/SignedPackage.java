package dev.slipway.core;

import dev.slipway.ModelVersion;
import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.trust.TrustCheck;
import dev.slipway.core.internal.pack.write.BundleWriting;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What signing a package did.
 *
 * @param version the package, which is what it was before
 * @param signer who signed
 * @param bundle where the signature bundle is: {@code model.sig} in a folder, {@code NAME.sig}
 *     beside a bare model file, of a zip the zip itself
 */
public record SignedPackage(ModelVersion version, Signer signer, Path bundle) {

  /**
   * Puts a signature bundle into a package, or in place of the one that it has. The bundle is
   * checked first: one that does not prove itself is never written. At every moment the package has
   * the old bundle or the new one, and neither its digest nor its version changes.
   *
   * @param place a folder, a zip, which is written anew, or a bare model file
   * @param bundle the content
   * @param trust whom the bundle must be of
   * @return what was done
   * @throws IOException if it cannot be written; nothing has changed then
   * @throws dev.slipway.InvalidPackageException if the package is unsound, or is not exactly what
   *     somebody trusted signed; likewise
   * @throws IllegalArgumentException if the policy is {@link TrustPolicy#none()}
   */
  public static SignedPackage attach(Path place, byte[] bundle, TrustPolicy trust)
      throws IOException {
    if (trust.isNone()) {
      throw new IllegalArgumentException("a bundle needs a policy to be checked against");
    }
    try (ModelPackage source = ModelPackage.read(place, TrustPolicy.none())) {
      PackageFiles files = source.contents().files();
      Signing signing = TrustCheck.check(files, bundle, trust, "Cannot sign " + source.version());
      files.fileDigests();
      Path written = BundleWriting.write(place.toRealPath(), files, bundle);
      return new SignedPackage(source.version(), signing.signer().orElseThrow(), written);
    }
  }
}
