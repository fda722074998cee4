package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.Parity;
import dev.slipway.core.BlamedOperator;
import dev.slipway.core.ExecutionAttempt;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.OutputDifference;
import dev.slipway.core.PackageReport;
import dev.slipway.core.ParityReport;
import dev.slipway.core.RowSources;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What packaging has found and done, as one JSON object. */
final class PackageJson {

  private final JsonGenerator json;

  private PackageJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(PackageReport report, boolean check) {
    return JsonText.of(json -> new PackageJson(json).write(report, check));
  }

  private void write(PackageReport report, boolean check) throws IOException {
    ParityReport measured = report.parity();
    json.writeStartObject();
    json.writeStringField("package", report.location().toString());
    json.writeStringField("name", report.after().name());
    json.writeStringField("version", report.after().version());
    json.writeStringField("digest", report.after().digest());
    json.writeStringField("digest_before", report.before().digest());
    json.writeBooleanField("written", !check && report.changed());
    json.writeBooleanField("holds", measured.holds());
    parity(measured.parity());
    execution(measured.execution());
    outputs("outputs", measured.outputs());
    rows(measured);
    golden(measured);
    json.writeArrayFieldStart("attempts");
    for (ExecutionAttempt attempt : measured.attempts()) {
      attempt(attempt);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void parity(Parity parity) throws IOException {
    json.writeObjectFieldStart("parity");
    json.writeStringField("level", Names.of(parity.level()));
    json.writeNumberField("absolute", parity.absolute());
    json.writeNumberField("relative", parity.relative());
    json.writeNumberField("label_agreement", parity.labelAgreement());
    json.writeEndObject();
  }

  private void execution(ExecutionRules rules) throws IOException {
    json.writeObjectFieldStart("execution");
    if (rules.intraOpThreads().isPresent()) {
      json.writeNumberField("intra_op", rules.intraOpThreads().getAsInt());
    }
    json.writeNumberField("min_rows", rules.minRows());
    json.writeStringField("batch", rules.batch().name().toLowerCase(Locale.ROOT));
    if (rules.batch() == ExecutionRules.Batch.FIXED) {
      json.writeNumberField("batch_rows", rules.fixedRows());
    }
    json.writeEndObject();
  }

  private void outputs(String field, List<OutputDifference> outputs) throws IOException {
    json.writeArrayFieldStart(field);
    for (OutputDifference output : outputs) {
      json.writeStartObject();
      json.writeStringField("output", output.output());
      json.writeNumberField("differing_rows", output.differingRows());
      json.writeFieldName("absolute");
      JsonText.value(json, finite(output.absolute()));
      json.writeFieldName("relative");
      JsonText.value(json, finite(output.relative()));
      json.writeNumberField("label_agreement", output.labelAgreement());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** JSON has no infinity; the tables of Slipway write it as a text. */
  private static Object finite(double value) {
    return Double.isInfinite(value) ? (Object) "Infinity" : value;
  }

  private void rows(ParityReport measured) throws IOException {
    RowSources sources = measured.sources();
    json.writeNumberField("rows", measured.rows());
    json.writeNumberField("combinations", measured.combinations());
    json.writeObjectFieldStart("row_sources");
    json.writeNumberField("golden", sources.golden());
    json.writeNumberField("example", sources.example());
    json.writeNumberField("records", sources.given());
    json.writeNumberField("made", sources.generated());
    json.writeNumberField("dropped", sources.dropped());
    json.writeEndObject();
  }

  private void golden(ParityReport measured) throws IOException {
    json.writeObjectFieldStart("golden");
    json.writeNumberField("records", measured.golden().records());
    outputs("outputs", measured.golden().outputs());
    json.writeEndObject();
  }

  private void attempt(ExecutionAttempt attempt) throws IOException {
    json.writeStartObject();
    execution(attempt.execution());
    json.writeStringField("situation", attempt.situation().orElse(null));
    json.writeStringField("failure", attempt.failure().orElse(null));
    json.writeStringField(
        "operator",
        attempt.operator().flatMap(BlamedOperator::operator).map(Object::toString).orElse(null));
    json.writeStringField(
        "explanation", attempt.operator().map(BlamedOperator::explanation).orElse(null));
    outputs("outputs", attempt.outputs());
    json.writeEndObject();
  }
}
