package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.VariantReport;
import dev.slipway.core.VariantsReport;
import java.io.IOException;

/** What was measured of variants, as one JSON object. */
final class ConvertJson {

  private ConvertJson() {}

  static String of(VariantsReport report) {
    return JsonText.of(json -> write(json, report));
  }

  private static void write(JsonGenerator json, VariantsReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("package", report.location().toString());
    json.writeStringField("name", report.after().name());
    json.writeStringField("version", report.after().version());
    json.writeStringField("digest", report.after().digest());
    json.writeStringField("digest_before", report.before().digest());
    json.writeArrayFieldStart("variants");
    for (VariantReport variant : report.variants()) {
      // The report as it is in the package, which is a JSON object already.
      try (ModelPackage made =
          ModelPackage.read(report.location(), variant.variant(), TrustPolicy.none())) {
        json.writeRawValue(made.report().orElse("null").strip());
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
