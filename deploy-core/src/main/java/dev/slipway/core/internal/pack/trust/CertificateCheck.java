package dev.slipway.core.internal.pack.trust;

import dev.slipway.core.SigningCurve;
import dev.slipway.core.TrustPolicy;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;

/** Checks that a bundle's certificate may sign models and stands under a trusted one. */
final class CertificateCheck {

  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final int DIGITAL_SIGNATURE = 0;

  private final Date at;

  CertificateCheck(Instant at) {
    this.at = Date.from(at);
  }

  /** A certificate that proves nothing; the message continues "the signing certificate …". */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String fact) {
      super(fact);
    }

    String fact() {
      return String.valueOf(getMessage());
    }
  }

  /** Returns the certificates of a bundle, the signing one first. */
  static List<X509Certificate> parse(List<byte[]> encoded) throws Refused {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] one : encoded) {
      certificates.add(parse(one));
    }
    return certificates;
  }

  private static X509Certificate parse(byte[] encoded) throws Refused {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoded));
      if (Arrays.equals(certificate.getEncoded(), encoded)) {
        return certificate;
      }
    } catch (CertificateException | RuntimeException malformed) {
      throw new Refused("or its chain is damaged, expected X.509 in DER");
    }
    throw new Refused("or its chain has bytes after its end, expected X.509 in DER");
  }

  /** Checks the signing certificate itself, whoever issued it. */
  void checkUsage(X509Certificate signing) throws Refused {
    if (SigningCurve.of(signing.getPublicKey()).isEmpty()) {
      throw new Refused("has a key that is not supported, expected one on P-256, P-384 or P-521");
    }
    boolean[] usage = signing.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      throw new Refused("may not sign by its key usage, expected digitalSignature");
    }
    if (!purposes(signing).contains(CODE_SIGNING)) {
      throw new Refused("is not for code signing, expected that extended key usage");
    }
    CertificatePath.checkValidity(signing, "", at);
  }

  private static List<String> purposes(X509Certificate signing) throws Refused {
    try {
      List<String> purposes = signing.getExtendedKeyUsage();
      return purposes == null ? List.of() : purposes;
    } catch (CertificateException malformed) {
      throw new Refused("has an extended key usage that cannot be read");
    }
  }

  /** Checks that a certificate is a trusted one, or under it, and one whom the policy asks for. */
  void checkTrust(List<X509Certificate> chain, TrustPolicy.Root root) throws Refused {
    X509Certificate signing = chain.get(0);
    if (!signing.equals(root.certificate())) {
      new CertificatePath(root.certificate(), at).check(chain);
    } else if (signing.hasUnsupportedCriticalExtension()) {
      throw new Refused("has a critical extension that is not known");
    }
    if (!Identities.match(signing, root.identities())) {
      throw new Refused(
          "is of "
              + String.join(", ", Identities.of(signing))
              + ", expected one of "
              + String.join(", ", root.identities().stream().sorted().toList()));
    }
  }

  /**
   * Returns whether one certificate says that another issued it and is signed by that one's key.
   */
  static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException notByThisKey) {
      return false;
    }
  }
}
