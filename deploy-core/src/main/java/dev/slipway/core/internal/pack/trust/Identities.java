package dev.slipway.core.internal.pack.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** What a certificate says its holder is, and whether that is what a policy asks for. */
public final class Identities {

  private static final String SUBJECT = "subject:";
  private static final String DNS = "dns:";

  /** The forms of alternative names that can be asked for, by their numbers in RFC 5280. */
  private static final Map<Integer, String> FORMS = Map.of(1, "email:", 2, DNS, 6, "uri:");

  private Identities() {}

  /**
   * Returns what is wrong with an identity that a policy asks for.
   *
   * @param identity as a user wrote it
   * @return a fact that continues "identity '…'", or nothing if it is fine
   */
  public static Optional<String> fault(String identity) {
    if (identity.startsWith(SUBJECT)) {
      try {
        new X500Principal(identity.substring(SUBJECT.length()));
        return identity.length() == SUBJECT.length()
            ? Optional.of("names nobody")
            : Optional.empty();
      } catch (IllegalArgumentException malformed) {
        return Optional.of("has no distinguished name, expected one as subject:CN=Release,O=Acme");
      }
    }
    for (String form : FORMS.values()) {
      if (identity.startsWith(form)) {
        return identity.length() == form.length() ? Optional.of("names nobody") : Optional.empty();
      }
    }
    return Optional.of("has an unknown form, expected email:…, uri:…, dns:… or subject:…");
  }

  /** Returns all identities of a certificate, alternative names first; at least the subject. */
  static Set<String> of(X509Certificate certificate) {
    Set<String> identities = new LinkedHashSet<>();
    for (List<?> name : alternativeNames(certificate)) {
      String form = name.get(0) instanceof Integer number ? FORMS.get(number) : null;
      if (form != null && name.get(1) instanceof String value) {
        identities.add(form + value);
      }
    }
    identities.add(SUBJECT + certificate.getSubjectX500Principal().getName());
    return identities;
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException malformed) {
      return List.of();
    }
  }

  /** Returns whether a certificate is one of those that are asked for; all are if none is. */
  static boolean match(X509Certificate certificate, Set<String> asked) {
    Set<String> own = of(certificate);
    return asked.isEmpty() || asked.stream().anyMatch(one -> matches(certificate, own, one));
  }

  private static boolean matches(X509Certificate certificate, Set<String> own, String asked) {
    if (asked.startsWith(SUBJECT)) {
      return certificate
          .getSubjectX500Principal()
          .equals(new X500Principal(asked.substring(SUBJECT.length())));
    }
    if (asked.startsWith(DNS)) {
      return own.stream().anyMatch(one -> one.startsWith(DNS) && lower(one).equals(lower(asked)));
    }
    return own.contains(asked);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
