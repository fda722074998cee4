package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.oip.conformance.CheckResult;
import dev.slipway.oip.conformance.ConformanceReport;
import java.io.IOException;

/** What was found about a server, as one JSON object. */
final class ConformanceJson {

  private ConformanceJson() {}

  static String of(ConformanceReport report) {
    return JsonText.of(json -> write(json, report));
  }

  private static void write(JsonGenerator json, ConformanceReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("server", report.target().server().toString());
    json.writeStringField("model", report.target().model());
    for (CheckResult.Outcome outcome : CheckResult.Outcome.values()) {
      json.writeNumberField(Names.of(outcome), report.count(outcome));
    }
    json.writeArrayFieldStart("checks");
    for (CheckResult result : report.results()) {
      json.writeStartObject();
      json.writeStringField("id", result.id());
      json.writeStringField("title", result.title());
      json.writeStringField("outcome", Names.of(result.outcome()));
      if (!result.detail().isEmpty()) {
        json.writeStringField("detail", result.detail());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
