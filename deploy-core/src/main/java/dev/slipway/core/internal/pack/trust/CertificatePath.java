package dev.slipway.core.internal.pack.trust;

import dev.slipway.core.internal.pack.trust.CertificateCheck.Refused;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The way from a signing certificate up to a trusted one, checked as RFC 5280 says. */
final class CertificatePath {

  private static final String NAME_CONSTRAINTS = "2.5.29.30";
  private static final int SIGNS_CERTIFICATES = 5;

  private final X509Certificate root;
  private final Date at;

  CertificatePath(X509Certificate root, Date at) {
    this.root = root;
    this.at = at;
  }

  /** Checks the first certificate of a chain; the others may stand in any order. */
  void check(List<X509Certificate> chain) throws Refused {
    List<X509Certificate> path = path(chain);
    checkRoot(path);
    for (X509Certificate certificate : path) {
      checkAlgorithm(certificate);
    }
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(anchor(path)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(at);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (CertPathValidatorException invalid) {
      throw new Refused(describe(invalid, path));
    } catch (GeneralSecurityException | RuntimeException unusable) {
      throw new Refused("cannot be checked against " + name(root) + ": " + unusable.getMessage());
    }
  }

  private List<X509Certificate> path(List<X509Certificate> chain) throws Refused {
    List<X509Certificate> path = new ArrayList<>(List.of(chain.get(0)));
    List<X509Certificate> left = new ArrayList<>(chain.subList(1, chain.size()));
    X509Certificate top = chain.get(0);
    while (!CertificateCheck.isIssuedBy(top, root)) {
      X509Certificate below = top;
      Optional<X509Certificate> issuer =
          left.stream().filter(one -> CertificateCheck.isIssuedBy(below, one)).findFirst();
      if (issuer.isEmpty()) {
        throw new Refused(
            "is not under "
                + name(root)
                + ": nothing in the bundle leads from "
                + below.getIssuerX500Principal().getName()
                + " to it");
      }
      top = issuer.get();
      left.remove(top);
      path.add(top);
    }
    return path;
  }

  /** Checks what path validation takes for granted of its anchor. */
  private void checkRoot(List<X509Certificate> path) throws Refused {
    boolean[] usage = root.getKeyUsage();
    if (root.getBasicConstraints() < 0 || (usage != null && !usage[SIGNS_CERTIFICATES])) {
      throw new Refused("is under " + name(root) + ", which may not issue certificates");
    }
    long between =
        path.stream()
            .skip(1)
            .filter(ca -> !ca.getSubjectX500Principal().equals(ca.getIssuerX500Principal()))
            .count();
    if (between > root.getBasicConstraints()) {
      throw new Refused("has a longer chain than " + name(root) + " allows");
    }
    checkValidity(root, name(root) + ", above it, ", at);
  }

  private static void checkAlgorithm(X509Certificate certificate) throws Refused {
    String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT).replace("-", "");
    if (algorithm.startsWith("SHA1") || algorithm.startsWith("MD")) {
      throw new Refused(
          "or its chain is signed with "
              + certificate.getSigAlgName()
              + ", expected SHA-256 or better");
    }
  }

  /** Checks that a certificate is valid; {@code who} begins the fact where it is another one. */
  static void checkValidity(X509Certificate certificate, String who, Date at) throws Refused {
    try {
      certificate.checkValidity(at);
    } catch (CertificateExpiredException expired) {
      throw new Refused(who + "expired on " + day(certificate.getNotAfter()) + counted(at));
    } catch (CertificateNotYetValidException early) {
      throw new Refused(who + "is valid from " + day(certificate.getNotBefore()) + counted(at));
    }
  }

  private static String counted(Date at) {
    return ", expected it to be valid at " + day(at);
  }

  private static String day(Date date) {
    return date.toInstant().toString();
  }

  /**
   * Returns what the path hangs on. The JDK looks at an anchor's name and key only; so that name
   * constraints of a root count, it also stands in the path, below itself.
   */
  private TrustAnchor anchor(List<X509Certificate> path) throws Refused {
    if (CertificateCheck.isIssuedBy(root, root)) {
      path.add(root);
      return new TrustAnchor(root.getSubjectX500Principal(), root.getPublicKey(), null);
    }
    if (root.getExtensionValue(NAME_CONSTRAINTS) != null) {
      throw new Refused(
          "is under "
              + name(root)
              + ", whose name constraints cannot be checked: it is not self-signed (trust the root"
              + " above it)");
    }
    return new TrustAnchor(root, null);
  }

  private String describe(CertPathValidatorException invalid, List<X509Certificate> path) {
    int index = invalid.getIndex();
    String which = index > 0 ? "has a chain in which " + name(path.get(index)) + " " : "";
    String reason = String.valueOf(invalid.getReason());
    String fact =
        switch (reason) {
          case "EXPIRED" -> "expired before " + day(at);
          case "NOT_YET_VALID" -> "is not valid yet at " + day(at);
          case "NOT_CA_CERT" -> "may not issue certificates";
          case "PATH_TOO_LONG" -> "allows no chain as long";
          case "INVALID_KEY_USAGE" -> "may not issue certificates by its key usage";
          case "UNRECOGNIZED_CRIT_EXT" -> "has a critical extension that is not known";
          case "INVALID_NAME" -> "has a name outside the name constraints above it";
          case "ALGORITHM_CONSTRAINED" -> "uses an algorithm that this Java does not allow";
          default -> "is not valid (" + invalid.getMessage() + ")";
        };
    return which + fact;
  }

  private static String name(X509Certificate certificate) {
    return "'" + certificate.getSubjectX500Principal().getName() + "'";
  }
}
