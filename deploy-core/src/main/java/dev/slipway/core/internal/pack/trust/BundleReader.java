package dev.slipway.core.internal.pack.trust;

import dev.slipway.core.internal.pack.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a signature bundle: a Sigstore bundle of a DSSE envelope with one signature. */
final class BundleReader {

  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final String KEY = "publicKey";
  private static final String CHAIN = "x509CertificateChain";
  private static final String KEYLESS = "certificate";

  /** A chain is as long as people make it; what is longer is made to cost time. */
  private static final int MOST_CERTIFICATES = 10;

  private final Problems problems;

  private Optional<String> keyHint = Optional.empty();
  private Optional<byte[]> keyBytes = Optional.empty();
  private List<byte[]> certificates = List.of();

  private BundleReader(Problems problems) {
    this.problems = problems;
  }

  /** Reads a bundle, or throws with all that is wrong. */
  static Bundle read(byte[] text, String file, Problems problems) {
    return new BundleReader(problems).bundle(JsonObject.parse(text, file, problems));
  }

  private Bundle bundle(JsonObject root) {
    root.only("mediaType", "verificationMaterial", "dsseEnvelope");
    root.constant("mediaType", MEDIA_TYPE);
    root.object("verificationMaterial").ifPresent(this::material);
    Optional<JsonObject> envelope = root.object("dsseEnvelope");
    Optional<byte[]> payload = envelope.flatMap(this::payload);
    Optional<byte[]> signature = envelope.flatMap(this::signature);
    problems.throwIfAny();
    return new Bundle(
        new Bundle.Signatory(keyHint, keyBytes, certificates),
        payload.orElseThrow(),
        signature.orElseThrow());
  }

  private void material(JsonObject material) {
    material.only(KEY, CHAIN, KEYLESS, "tlogEntries", "timestampVerificationData");
    material.optional("tlogEntries", List.class, "a list");
    if (material.has(KEYLESS)) {
      material.problem(
          KEYLESS,
          "is of a keyless Sigstore signature, which is not supported, expected "
              + KEY
              + " or "
              + CHAIN
              + " (sign with a key or with a certificate and its chain)");
    } else if (material.has(KEY) == material.has(CHAIN)) {
      material.problem(
          material.has(KEY) ? CHAIN : KEY,
          (material.has(KEY) ? "stands beside " + KEY : "is missing")
              + ", expected one of "
              + KEY
              + " and "
              + CHAIN);
    } else if (material.has(KEY)) {
      material.object(KEY).ifPresent(this::key);
    } else {
      material.object(CHAIN).ifPresent(this::chain);
    }
  }

  private void key(JsonObject key) {
    if (key.has("rawBytes")) {
      keyBytes = key.bytes("rawBytes");
    }
    if (key.has("hint") || !key.has("rawBytes")) {
      keyHint = key.text("hint");
    }
  }

  private void chain(JsonObject chain) {
    List<byte[]> found = new ArrayList<>();
    List<JsonObject> list = chain.objects("certificates");
    if (list.isEmpty() || list.size() > MOST_CERTIFICATES) {
      chain.problem("certificates", "are " + list.size() + ", expected 1 to " + MOST_CERTIFICATES);
      return;
    }
    list.forEach(certificate -> certificate.bytes("rawBytes").ifPresent(found::add));
    certificates = found;
  }

  private Optional<byte[]> payload(JsonObject envelope) {
    envelope.only("payload", "payloadType", "signatures");
    envelope.constant("payloadType", PAYLOAD_TYPE);
    return envelope.bytes("payload");
  }

  private Optional<byte[]> signature(JsonObject envelope) {
    List<JsonObject> signatures = envelope.objects("signatures");
    if (signatures.size() != 1) {
      envelope.problem("signatures", "are " + signatures.size() + ", expected exactly 1");
      return Optional.empty();
    }
    JsonObject only = signatures.get(0);
    only.only("sig", "keyid");
    only.optional("keyid", String.class, "a text");
    return only.bytes("sig");
  }
}
