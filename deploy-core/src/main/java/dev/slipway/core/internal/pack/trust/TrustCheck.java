package dev.slipway.core.internal.pack.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.ErrorCode;
import dev.slipway.core.Signer;
import dev.slipway.core.Signing;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.Digests;
import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.trust.CertificateCheck.Refused;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds a package's signature bundle against a policy, before anything in it is interpreted. */
public final class TrustCheck {

  private final TrustPolicy policy;
  private final String file;
  private final Problems problems;

  private TrustCheck(TrustPolicy policy, String file, Problems problems) {
    this.policy = policy;
    this.file = file;
    this.problems = problems;
  }

  /**
   * Checks a package. Under a policy its files are, from then on, only readable with the content
   * that was signed.
   *
   * @param files of which nothing was read yet
   * @param policy whom to trust
   * @param task what cannot be done with a package that is refused
   * @return who signed
   * @throws dev.slipway.InvalidPackageException with {@code UNSIGNED_PACKAGE} or {@code
   *     UNTRUSTED_PACKAGE} if the policy refuses it
   */
  public static Signing check(PackageFiles files, TrustPolicy policy, String task) {
    if (policy.isNone()) {
      return Signing.of(files.hasBundle() ? Signing.State.UNCHECKED : Signing.State.UNSIGNED);
    }
    Optional<byte[]> bundle = files.bundle();
    if (bundle.isPresent()) {
      return check(files, bundle.get(), policy, task);
    }
    if (policy.unsigned() == TrustPolicy.Unsigned.ACCEPTED) {
      return Signing.of(Signing.State.UNSIGNED);
    }
    throw new Problems(task, ErrorCode.UNSIGNED_PACKAGE)
        .with(
            "",
            "is not signed, expected "
                + files.bundleName()
                + " of somebody trusted (sign it with slipway sign)");
  }

  /**
   * Checks a package against a bundle that may not be its own.
   *
   * @param files as for the other
   * @param bundle the content of a signature bundle
   * @param policy likewise, not {@link TrustPolicy#none()}
   * @param task likewise
   * @return who signed
   */
  public static Signing check(PackageFiles files, byte[] bundle, TrustPolicy policy, String task) {
    Problems problems = new Problems(task, ErrorCode.UNTRUSTED_PACKAGE);
    TrustCheck check = new TrustCheck(policy, files.bundleName(), problems);
    Bundle read = BundleReader.read(bundle, check.file, problems);
    Signer signer = check.signer(read);
    Map<String, byte[]> signed = StatementReader.read(read.payload(), check.file, problems);
    check.compareNames(files.paths(), signed.keySet());
    files.expect(signed);
    return Signing.trusted(signer);
  }

  private Signer signer(Bundle bundle) {
    return bundle.certificates().isEmpty() ? keySigner(bundle) : certificateSigner(bundle);
  }

  private Signer keySigner(Bundle bundle) {
    if (policy.keys().isEmpty()) {
      throw problems.with(file, "is signed with a key, expected a certificate: no key is trusted");
    }
    List<TrustPolicy.Key> named =
        policy.keys().stream().filter(key -> isNamed(key, bundle)).toList();
    if (named.isEmpty()) {
      throw problems.with(
          file,
          "is signed with the key "
              + bundle.keyHint().map(TrustCheck::shorten).orElse("that it holds")
              + ", expected one of those trusted: "
              + String.join(", ", policy.keys().stream().map(TrustCheck::describe).toList()));
    }
    for (TrustPolicy.Key key : named) {
      if (EcdsaSignature.verify(key.key(), bundle)) {
        return new Signer(Signer.Kind.KEY, key.name(), Signer.fingerprint(key.key()), Set.of());
      }
    }
    throw problems.with(
        file,
        "has a signature that the key "
            + describe(named.get(0))
            + " did not make over this content (it was changed, or is another key's)");
  }

  private static boolean isNamed(TrustPolicy.Key key, Bundle bundle) {
    boolean hinted =
        bundle.keyHint().map(hint -> hint.equals(Signer.fingerprint(key.key()))).orElse(true);
    boolean held =
        bundle
            .keyBytes()
            .map(
                bytes ->
                    Arrays.equals(bytes, Signer.pem(key.key()).getBytes(US_ASCII))
                        || Arrays.equals(bytes, key.key().getEncoded()))
            .orElse(true);
    return hinted && held;
  }

  private static String describe(TrustPolicy.Key key) {
    return key.name() + " (" + shorten(Signer.fingerprint(key.key())) + ")";
  }

  private static String shorten(String fingerprint) {
    String plain = fingerprint.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 12 ? plain.substring(0, 12) : plain;
  }

  private Signer certificateSigner(Bundle bundle) {
    if (policy.roots().isEmpty()) {
      throw problems.with(
          file, "is signed with a certificate, expected a key: no certificate is trusted");
    }
    try {
      List<X509Certificate> chain = CertificateCheck.parse(bundle.certificates());
      X509Certificate signing = chain.get(0);
      CertificateCheck check = new CertificateCheck(policy.validAt().orElseGet(Instant::now));
      check.checkUsage(signing);
      if (!EcdsaSignature.verify(signing.getPublicKey(), bundle)) {
        throw new Refused(
            "did not make the signature over this content (it was changed, or is another's)");
      }
      checkTrust(check, chain);
      return signer(signing);
    } catch (Refused refused) {
      throw problems.with(file, "the signing certificate " + refused.fact());
    }
  }

  private void checkTrust(CertificateCheck check, List<X509Certificate> chain) throws Refused {
    Refused last = null;
    for (TrustPolicy.Root root : policy.roots()) {
      try {
        check.checkTrust(chain, root);
        return;
      } catch (Refused refused) {
        // Of several roots, the one that got furthest has most to say.
        last = last == null || !refused.fact().startsWith("is not under") ? refused : last;
      }
    }
    if (last != null) {
      throw last;
    }
  }

  private static Signer signer(X509Certificate signing) throws Refused {
    Set<String> identities = Identities.of(signing);
    try {
      return new Signer(
          Signer.Kind.CERTIFICATE,
          identities.iterator().next(),
          Digests.hex(signing.getEncoded()),
          identities);
    } catch (GeneralSecurityException impossible) {
      throw new Refused("cannot be encoded");
    }
  }

  private void compareNames(Set<String> actual, Set<String> signed) {
    for (String path : actual) {
      if (!signed.contains(path)) {
        problems.add(path, "is not signed, expected only signed files (remove it, or sign again)");
      }
    }
    for (String path : signed) {
      if (!actual.contains(path)) {
        problems.add(path, "is signed and not there, expected all signed files");
      }
    }
    problems.throwIfAny();
  }
}
