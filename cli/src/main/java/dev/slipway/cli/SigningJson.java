package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.ModelVersion;
import dev.slipway.core.SignedPackage;
import dev.slipway.core.Signer;
import dev.slipway.core.Signing;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Who signed a package, as JSON. */
final class SigningJson {

  private SigningJson() {}

  static String of(SignedPackage done) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          version(json, done.version());
          json.writeStringField("signature", done.bundle().toString());
          signer(json, Optional.of(done.signer()));
          json.writeEndObject();
        });
  }

  static String of(ModelVersion version, Signing signing) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          version(json, version);
          fields(json, signing);
          json.writeEndObject();
        });
  }

  /** Writes a package that a policy refused. */
  static String refused(ModelVersion version, String why) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          version(json, version);
          json.writeStringField("signing", "refused");
          json.writeStringField("refusal", why);
          json.writeEndObject();
        });
  }

  private static void version(JsonGenerator json, ModelVersion version) throws IOException {
    json.writeStringField("name", version.name());
    json.writeStringField("version", version.version());
    json.writeStringField("digest", version.digest());
  }

  /** Writes the state and the signer, which is null where nobody proved to be one. */
  static void fields(JsonGenerator json, Signing signing) throws IOException {
    json.writeStringField("signing", signing.state().name().toLowerCase(Locale.ROOT));
    signer(json, signing.signer());
  }

  private static void signer(JsonGenerator json, Optional<Signer> signer) throws IOException {
    if (signer.isEmpty()) {
      json.writeNullField("signer");
      return;
    }
    json.writeObjectFieldStart("signer");
    json.writeStringField("kind", signer.get().kind().name().toLowerCase(Locale.ROOT));
    json.writeStringField("name", signer.get().name());
    json.writeStringField("fingerprint", signer.get().fingerprint());
    json.writeFieldName("identities");
    JsonText.value(json, new TreeSet<>(signer.get().identities()));
    json.writeEndObject();
  }
}
