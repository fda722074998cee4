package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.batch.BatchReport;
import java.io.IOException;
import java.util.Locale;

/** What a batch job has done, as text. */
final class BatchTotals {

  private BatchTotals() {}

  static String speed(BatchReport report) {
    return String.format(
        Locale.ROOT,
        "in %.1f s, %,.0f rows/s",
        report.elapsed().toNanos() / 1e9,
        report.rowsPerSecond());
  }

  static String json(BatchReport report) {
    return JsonText.of(json -> write(report, json));
  }

  private static void write(BatchReport report, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("rows", report.rows());
    json.writeNumberField("rejected_rows", report.rejectedRows());
    json.writeNumberField("input_files", report.inputFiles());
    json.writeNumberField("output_files", report.outputFiles());
    json.writeStringField("output", report.output().toString());
    json.writeStringField("model_name", report.version().name());
    json.writeStringField("model_version", report.version().version());
    json.writeStringField("model_digest", report.version().digest());
    json.writeStringField("scored_at", report.scoredAt().toString());
    json.writeNumberField("seconds", report.elapsed().toNanos() / 1e9);
    json.writeNumberField("rows_per_second", Math.round(report.rowsPerSecond()));
    json.writeEndObject();
  }
}
