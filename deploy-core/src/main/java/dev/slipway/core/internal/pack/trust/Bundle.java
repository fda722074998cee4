package dev.slipway.core.internal.pack.trust;

import java.util.List;
import java.util.Optional;

/** What a signature bundle holds; nothing of it is proved yet. Its arrays are not to be changed. */
final class Bundle {

  private final Signatory signatory;
  private final byte[] payload;
  private final byte[] signature;

  /**
   * Who says to have signed.
   *
   * @param keyHint the fingerprint of a key
   * @param keyBytes the key itself as PEM or DER, as old bundles have it
   * @param certificates the signing certificate and what is above it; empty where a key signed
   */
  record Signatory(
      Optional<String> keyHint, Optional<byte[]> keyBytes, List<byte[]> certificates) {}

  Bundle(Signatory signatory, byte[] payload, byte[] signature) {
    this.signatory = signatory;
    this.payload = payload;
    this.signature = signature;
  }

  Optional<String> keyHint() {
    return signatory.keyHint();
  }

  Optional<byte[]> keyBytes() {
    return signatory.keyBytes();
  }

  List<byte[]> certificates() {
    return signatory.certificates();
  }

  /** Returns the bytes that were signed. */
  byte[] payload() {
    return payload;
  }

  /** Returns the signature over them, in DER. */
  byte[] signature() {
    return signature;
  }
}
