package dev.slipway.core.internal.pack.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.slipway.Parity;
import dev.slipway.core.RowSources;
import dev.slipway.core.VariantDifference;
import dev.slipway.core.VariantLatency;
import dev.slipway.core.VariantReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Writes what was measured of a variant as a JSON object. */
public final class VariantReportJson {

  private static final double MICROS = 1_000;

  private final JsonGenerator json;

  private VariantReportJson(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Returns the object.
   *
   * @param report what was measured
   * @param model name and version of the package
   * @return UTF-8, with a line end
   */
  public static byte[] of(VariantReport report, String model) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      new VariantReportJson(json).write(report, model);
      json.writeRaw('\n');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private void write(VariantReport report, String model) throws IOException {
    json.writeStartObject();
    json.writeStringField("variant", report.variant());
    json.writeStringField("model", model);
    json.writeObjectFieldStart("size");
    json.writeNumberField("before", report.sizeBefore());
    json.writeNumberField("after", report.sizeAfter());
    json.writeNumberField("ratio", rounded(report.sizeRatio()));
    json.writeEndObject();
    rows(report.rows(), report.sources());
    json.writeArrayFieldStart("outputs");
    for (VariantDifference output : report.outputs()) {
      output(output);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("latency");
    for (VariantLatency latency : report.latencies()) {
      latency(latency);
    }
    json.writeEndArray();
    parity("parity", report.stated());
    parity("among_themselves", report.parity().parity());
    json.writeEndObject();
  }

  private void rows(int rows, RowSources sources) throws IOException {
    json.writeObjectFieldStart("rows");
    json.writeNumberField("compared", rows);
    json.writeNumberField("golden", sources.golden());
    json.writeNumberField("example", sources.example());
    json.writeNumberField("records", sources.given());
    json.writeNumberField("made", sources.generated());
    json.writeNumberField("dropped", sources.dropped());
    json.writeEndObject();
  }

  private void output(VariantDifference output) throws IOException {
    json.writeStartObject();
    json.writeStringField("output", output.output());
    json.writeNumberField("differing_rows", output.differingRows());
    number("largest_difference", output.largest());
    number("mean_difference", output.mean());
    number("largest_relative_difference", output.relative());
    json.writeNumberField("label_agreement", output.labelAgreement());
    json.writeEndObject();
  }

  private void latency(VariantLatency latency) throws IOException {
    json.writeStartObject();
    json.writeNumberField("rows", latency.rows());
    json.writeNumberField("before_us", rounded(latency.before() / MICROS));
    json.writeNumberField("after_us", rounded(latency.after() / MICROS));
    json.writeNumberField("ratio", rounded(latency.ratio()));
    json.writeEndObject();
  }

  private void parity(String field, Parity parity) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("level", parity.level().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("absolute", parity.absolute());
    json.writeNumberField("relative", parity.relative());
    json.writeNumberField("label_agreement", parity.labelAgreement());
    json.writeEndObject();
  }

  /** JSON has no infinity; the tables of Slipway write it as a text. */
  private void number(String field, double value) throws IOException {
    if (Double.isInfinite(value)) {
      json.writeStringField(field, "Infinity");
    } else {
      json.writeNumberField(field, value);
    }
  }

  /** Three digits say enough about what differs from run to run. */
  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
  }
}
