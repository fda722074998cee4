package dev.slipway.lifecycle.signing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.core.Signer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Writes the file that a signature lies in: a Sigstore bundle of a DSSE envelope. */
final class Bundles {

  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private Bundles() {}

  static byte[] of(byte[] payload, byte[] signature, SigningKey key, List<X509Certificate> chain)
      throws IOException {
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bundle).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
      json.writeObjectFieldStart("verificationMaterial");
      if (chain.isEmpty()) {
        json.writeObjectFieldStart("publicKey");
        json.writeStringField("hint", Signer.fingerprint(key.publicKey()));
        json.writeEndObject();
      } else {
        certificates(json, chain);
      }
      json.writeArrayFieldStart("tlogEntries");
      json.writeEndArray();
      json.writeEndObject();
      envelope(json, payload, signature);
      json.writeEndObject();
    }
    return bundle.toByteArray();
  }

  private static void certificates(JsonGenerator json, List<X509Certificate> chain)
      throws IOException {
    json.writeObjectFieldStart("x509CertificateChain");
    json.writeArrayFieldStart("certificates");
    for (X509Certificate certificate : chain) {
      json.writeStartObject();
      json.writeStringField("rawBytes", base64(encoded(certificate)));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException unusable) {
      throw Faults.of("Cannot sign with the certificate", "it cannot be encoded", unusable);
    }
  }

  private static void envelope(JsonGenerator json, byte[] payload, byte[] signature)
      throws IOException {
    json.writeObjectFieldStart("dsseEnvelope");
    json.writeStringField("payload", base64(payload));
    json.writeStringField("payloadType", PAYLOAD_TYPE);
    json.writeArrayFieldStart("signatures");
    json.writeStartObject();
    json.writeStringField("sig", base64(signature));
    json.writeStringField("keyid", "");
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
