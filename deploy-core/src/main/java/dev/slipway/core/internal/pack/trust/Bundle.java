package dev.slipway.core.internal.pack.trust;

import java.util.List;
import java.util.Optional;

/**
 * What a signature bundle holds; nothing of it is proved yet.
 *
 * @param keyHint the fingerprint of the key that signed, where a key did
 * @param keyBytes that key itself as PEM or DER, as old bundles have it
 * @param certificates the signing certificate and what is above it, where a certificate did
 * @param payload the bytes that were signed
 * @param signature over them, in DER
 */
record Bundle(
    Optional<String> keyHint,
    Optional<byte[]> keyBytes,
    List<byte[]> certificates,
    byte[] payload,
    byte[] signature) {}
