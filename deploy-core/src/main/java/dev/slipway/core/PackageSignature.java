package dev.slipway.core;

import dev.slipway.ModelVersion;
import dev.slipway.core.internal.pack.files.Digests;
import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.trust.TrustCheck;
import java.nio.file.Path;

/**
 * A signature bundle that was held against a package, and not yet put into it: it proves that
 * somebody signed exactly the files that have the package's digest. Immutable and thread-safe.
 */
public final class PackageSignature {

  private final byte[] bundle;
  private final TrustPolicy trust;
  private final ModelVersion version;
  private final Signer signer;

  private PackageSignature(
      byte[] bundle, TrustPolicy trust, ModelVersion version, Signing signing) {
    this.bundle = bundle.clone();
    this.trust = trust;
    this.version = version;
    this.signer = signing.signer().orElseThrow();
  }

  /**
   * Holds a bundle against a package.
   *
   * @param place a folder, a zip or a bare model file; whatever bundle it has is not looked at
   * @param bundle the content of the bundle
   * @param trust whom the bundle must be of
   * @return the signature
   * @throws dev.slipway.InvalidPackageException if the package is unsound, or is not exactly what
   *     somebody trusted signed
   * @throws IllegalArgumentException if the policy is {@link TrustPolicy#none()}
   */
  public static PackageSignature of(Path place, byte[] bundle, TrustPolicy trust) {
    if (trust.isNone()) {
      throw new IllegalArgumentException("a bundle needs a policy to be checked against");
    }
    try (ModelPackage source = ModelPackage.read(place, TrustPolicy.none())) {
      return new PackageSignature(bundle, trust, source.version(), check(source, bundle, trust));
    }
  }

  /** Holds a bundle against a package that was read, of which then every file is read. */
  static Signing check(ModelPackage source, byte[] bundle, TrustPolicy trust) {
    PackageFiles files = source.contents().files();
    Signing signing = TrustCheck.check(files, bundle, trust, "Cannot sign " + source.version());
    files.fileDigests();
    return signing;
  }

  /**
   * Holds this signature against a package: under the policy of this process where there is one
   * ({@link TrustPolicy#configured()}), else under the policy that it was made with.
   *
   * @param place the package that it is to be put into
   * @return this signature, with the signer as that policy knows it
   * @throws dev.slipway.InvalidPackageException if the package is another one, or the policy does
   *     not trust who signed
   * @throws dev.slipway.InvalidInputException if the trust file that is configured cannot be read
   */
  public PackageSignature checkedFor(Path place) {
    TrustPolicy configured = TrustPolicy.configured();
    return of(place, bundle, configured.isNone() ? trust : configured);
  }

  /**
   * Returns the package.
   *
   * @return its name, version label and digest, when it was signed
   */
  public ModelVersion version() {
    return version;
  }

  /**
   * Returns who signed.
   *
   * @return as the policy knows them
   */
  public Signer signer() {
    return signer;
  }

  /**
   * Returns the bundle.
   *
   * @return a copy of its content, to be kept as {@code model.sig}
   */
  public byte[] bundle() {
    return bundle.clone();
  }

  /**
   * Returns what tells this bundle from others: two signatures of one key differ, too.
   *
   * @return SHA-256 of the bundle, 64 hexadecimal digits
   */
  public String digest() {
    return Digests.hex(bundle);
  }

  /** Returns the package and who signed it. */
  @Override
  public String toString() {
    return version + " by " + signer;
  }
}
