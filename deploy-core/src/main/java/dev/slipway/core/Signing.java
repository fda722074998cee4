package dev.slipway.core;

import java.util.Optional;

/**
 * What is known of a package's signature bundle.
 *
 * @param state what was found
 * @param signer who signed, if that was proved
 */
public record Signing(State state, Optional<Signer> signer) {

  /** What was found. A bundle that does not prove itself to a policy is an error, no state. */
  public enum State {
    /** There is no bundle. */
    UNSIGNED,
    /** There is a bundle, and no policy that it was held against. */
    UNCHECKED,
    /** Somebody whom the policy trusts signed exactly these files. */
    TRUSTED
  }

  /**
   * Returns the state of a package that somebody trusted signed.
   *
   * @param signer who
   * @return {@link State#TRUSTED}
   */
  public static Signing trusted(Signer signer) {
    return new Signing(State.TRUSTED, Optional.of(signer));
  }

  /**
   * Returns the state of a package whose signer is not known.
   *
   * @param state {@link State#UNSIGNED} or {@link State#UNCHECKED}
   * @return the state without a signer
   */
  public static Signing of(State state) {
    return new Signing(state, Optional.empty());
  }
}
