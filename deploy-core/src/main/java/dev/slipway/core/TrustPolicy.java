package dev.slipway.core;

import dev.slipway.core.internal.pack.trust.Identities;
import dev.slipway.core.internal.pack.trust.TrustFile;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures count. A package that is read under a policy is exactly what somebody whom the
 * policy trusts signed, or it is refused before anything in it is interpreted. Immutable and
 * thread-safe. docs/signing.md says what is proved and what is not.
 */
public final class TrustPolicy {

  /** The system property that names a trust file; it goes before {@link #VARIABLE}. */
  public static final String PROPERTY = "slipway.trust";

  /** The environment variable that names a trust file. */
  public static final String VARIABLE = "SLIPWAY_TRUST";

  private static final TrustPolicy NONE = new TrustPolicy(new Builder());

  /** What becomes of a package without a signature bundle. */
  public enum Unsigned {
    /** It is refused. */
    REFUSED,
    /**
     * It is taken; only a bundle that is there must be right. Removing the bundle is enough then.
     */
    ACCEPTED
  }

  /**
   * A trusted public key.
   *
   * @param name what it is called in messages
   * @param key on a curve of {@link SigningCurve}
   */
  public record Key(String name, PublicKey key) {

    /**
     * Checks the curve.
     *
     * @param name see the record
     * @param key see the record
     * @throws IllegalArgumentException if the key is on no supported curve
     */
    public Key {
      Objects.requireNonNull(name, "name");
      if (SigningCurve.of(key).isEmpty()) {
        throw new IllegalArgumentException(
            "key " + name + " is no public key on P-256, P-384 or P-521");
      }
    }
  }

  /**
   * A trusted certificate: a root under which certificates are trusted, or the signing certificate
   * itself.
   *
   * @param certificate the trust anchor
   * @param identities whom of those under it: each {@code email:}, {@code uri:}, {@code dns:} with
   *     an exact alternative name, or {@code subject:} with a distinguished name; one of them must
   *     fit. Empty for everybody
   */
  public record Root(X509Certificate certificate, Set<String> identities) {

    /**
     * Checks the form of the identities.
     *
     * @param certificate see the record
     * @param identities see the record
     * @throws IllegalArgumentException if an identity has none of the forms
     */
    public Root {
      Objects.requireNonNull(certificate, "certificate");
      identities = Set.copyOf(identities);
      for (String identity : identities) {
        Identities.fault(identity)
            .ifPresent(
                fault -> {
                  throw new IllegalArgumentException("identity '" + identity + "' " + fault);
                });
      }
    }
  }

  private final List<Key> keys;
  private final List<Root> roots;
  private final Unsigned unsigned;
  private final Optional<Instant> validAt;

  private TrustPolicy(Builder builder) {
    this.keys = List.copyOf(builder.keys);
    this.roots = List.copyOf(builder.roots);
    this.unsigned = builder.unsigned;
    this.validAt = Optional.ofNullable(builder.validAt);
  }

  /**
   * Returns the policy that checks no signatures.
   *
   * @return trusts everybody
   */
  public static TrustPolicy none() {
    return NONE;
  }

  /**
   * Returns the policy of this process: that of the trust file named by the system property {@link
   * #PROPERTY}, else by the environment variable {@link #VARIABLE}, else {@link #none()}. The file
   * is read at each call.
   *
   * @return the policy that counts where a caller gives none
   * @throws dev.slipway.InvalidInputException if the file that is named is missing or wrong
   */
  public static TrustPolicy configured() {
    String property = System.getProperty(PROPERTY, "");
    String file = property.isEmpty() ? System.getenv().getOrDefault(VARIABLE, "") : property;
    return file.isEmpty() ? none() : read(Path.of(file));
  }

  /**
   * Reads a trust file; docs/signing.md is its specification.
   *
   * @param file where it is; paths in it are relative to its folder
   * @return the policy
   * @throws dev.slipway.InvalidInputException if it or a file that it names is missing or wrong;
   *     all problems at once
   */
  public static TrustPolicy read(Path file) {
    return TrustFile.read(file);
  }

  /**
   * Returns a builder that trusts nobody yet.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns whether this is {@link #none()}.
   *
   * @return true if no signatures are checked
   */
  public boolean isNone() {
    return keys.isEmpty() && roots.isEmpty();
  }

  /**
   * Returns the trusted keys.
   *
   * @return in the order given
   */
  public List<Key> keys() {
    return keys;
  }

  /**
   * Returns the trusted certificates.
   *
   * @return in the order given
   */
  public List<Root> roots() {
    return roots;
  }

  /**
   * Returns what becomes of packages without a signature bundle.
   *
   * @return refused, unless set
   */
  public Unsigned unsigned() {
    return unsigned;
  }

  /**
   * Returns the time at which certificates must be valid.
   *
   * @return empty for the time of the check
   */
  public Optional<Instant> validAt() {
    return validAt;
  }

  /** Collects whom to trust. Not thread-safe. */
  public static final class Builder {

    private final List<Key> keys = new ArrayList<>();
    private final List<Root> roots = new ArrayList<>();
    private Unsigned unsigned = Unsigned.REFUSED;
    private @Nullable Instant validAt;

    private Builder() {}

    /**
     * Trusts a public key.
     *
     * @param name what it is called in messages
     * @param key on a curve of {@link SigningCurve}
     * @return this
     * @throws IllegalArgumentException if the key is on no supported curve
     */
    public Builder key(String name, PublicKey key) {
      keys.add(new Key(name, key));
      return this;
    }

    /**
     * Trusts a public key.
     *
     * @param file PEM with one public key; called by its file name in messages
     * @return this
     * @throws dev.slipway.InvalidInputException if it is missing or no such key
     */
    public Builder key(Path file) {
      return key(String.valueOf(file.getFileName()), TrustFile.publicKey(file));
    }

    /**
     * Trusts a certificate, or those under it.
     *
     * @param certificate see {@link Root}
     * @param identities see {@link Root}; empty for everybody
     * @return this
     * @throws IllegalArgumentException if an identity has none of the forms
     */
    public Builder root(X509Certificate certificate, Set<String> identities) {
      roots.add(new Root(certificate, identities));
      return this;
    }

    /**
     * Trusts certificates, or those under them.
     *
     * @param file PEM with one certificate or several
     * @param identities see {@link Root}; empty for everybody
     * @return this
     * @throws dev.slipway.InvalidInputException if the file is missing or holds no certificate
     * @throws IllegalArgumentException if an identity has none of the forms
     */
    public Builder roots(Path file, Set<String> identities) {
      TrustFile.certificates(file).forEach(certificate -> root(certificate, identities));
      return this;
    }

    /**
     * Sets what becomes of packages without a signature bundle.
     *
     * @param how refused, unless set
     * @return this
     */
    public Builder unsigned(Unsigned how) {
      this.unsigned = how;
      return this;
    }

    /**
     * Sets the time at which certificates must be valid; without this, the time of each check.
     *
     * @param time as the day on which a package was accepted
     * @return this
     */
    public Builder validAt(Instant time) {
      this.validAt = time;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @return immutable
     * @throws IllegalArgumentException if nobody is trusted, which would refuse everything
     */
    public TrustPolicy build() {
      if (keys.isEmpty() && roots.isEmpty()) {
        throw new IllegalArgumentException(
            "a trust policy needs at least one key or root certificate");
      }
      return new TrustPolicy(this);
    }
  }
}
