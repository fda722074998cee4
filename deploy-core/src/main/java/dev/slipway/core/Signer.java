package dev.slipway.core;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.core.internal.pack.files.Digests;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Set;

/**
 * Who signed a package, as far as a {@link TrustPolicy} proved it.
 *
 * @param kind what was trusted
 * @param name the key's name in the policy; of a certificate its first alternative name, else its
 *     subject
 * @param fingerprint SHA-256 in 64 hexadecimal digits: of the key as {@link
 *     #fingerprint(PublicKey)}, of a certificate over its DER form
 * @param identities what a certificate says its holder is, as {@code email:a@b.c}, {@code uri:…},
 *     {@code dns:…} and {@code subject:…}; empty for a key
 */
public record Signer(Kind kind, String name, String fingerprint, Set<String> identities) {

  private static final int SHORT = 12;

  /** What was trusted. */
  public enum Kind {
    /** A public key that the policy names. */
    KEY,
    /** A certificate under a root that the policy names. */
    CERTIFICATE
  }

  /**
   * Copies the identities.
   *
   * @param kind see the record
   * @param name see the record
   * @param fingerprint see the record
   * @param identities see the record
   */
  public Signer {
    identities = Set.copyOf(identities);
  }

  /**
   * Returns the fingerprint by which signature bundles name a public key: SHA-256 over its PEM form
   * with lines of 64 characters and a line end at its end.
   *
   * @param key any
   * @return 64 hexadecimal digits
   */
  public static String fingerprint(PublicKey key) {
    return Digests.hex(pem(key).getBytes(US_ASCII));
  }

  /**
   * Returns a public key as PEM.
   *
   * @param key any
   * @return its SubjectPublicKeyInfo with lines of 64 characters
   */
  public static String pem(PublicKey key) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
  }

  /** Returns the kind, the name and the shortened fingerprint. */
  @Override
  public String toString() {
    String word = kind == Kind.KEY ? "key " : "certificate ";
    return word + name + " (" + fingerprint.substring(0, SHORT) + ")";
  }
}
