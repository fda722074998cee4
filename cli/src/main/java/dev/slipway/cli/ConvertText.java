package dev.slipway.cli;

import dev.slipway.core.RowSources;
import dev.slipway.core.VariantDifference;
import dev.slipway.core.VariantLatency;
import dev.slipway.core.VariantReport;
import dev.slipway.core.VariantsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured of variants, as text for people. */
final class ConvertText {

  private static final double KIBI = 1024;
  private static final double MICROS = 1_000;

  private final StringBuilder text = new StringBuilder();

  private ConvertText() {}

  static String of(VariantsReport report) {
    ConvertText text = new ConvertText();
    report.variants().forEach(text::variant);
    text.line("Package", ShellText.path(report.location()));
    text.line("Digest", report.after().digest());
    text.line("", "before: " + report.before().digest());
    return text.text.toString();
  }

  private void variant(VariantReport report) {
    line("Variant", report.variant());
    line(
        "Size",
        format(
            "%s, before %s: %.2f ×",
            kibibytes(report.sizeAfter()), kibibytes(report.sizeBefore()), report.sizeRatio()));
    line("Compared", rows(report));
    for (VariantDifference output : report.outputs()) {
      line("Differs", difference(output));
    }
    for (VariantLatency latency : report.latencies()) {
      line(
          "Takes",
          format(
              "%.1f µs for %,d %s, before %.1f µs: %.2f ×",
              latency.after() / MICROS,
              latency.rows(),
              latency.rows() == 1 ? "row" : "rows",
              latency.before() / MICROS,
              latency.ratio()));
    }
    line("Parity", RuleWords.of(report.stated()));
    line("Runs with", PackageText.rules(report.parity().execution()));
    text.append(System.lineSeparator());
  }

  private static String rows(VariantReport report) {
    RowSources sources = report.sources();
    List<String> parts = new ArrayList<>();
    part(parts, sources.golden(), "golden");
    part(parts, sources.example(), "of the example");
    part(parts, sources.given(), "of the records");
    part(parts, sources.generated(), "made");
    part(parts, sources.dropped(), "dropped, since the model does not answer them");
    return format("%,d rows", report.rows()) + " (" + String.join(", ", parts) + ")";
  }

  private static void part(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(format("%,d %s", count, what));
    }
  }

  private static String difference(VariantDifference output) {
    if (output.differingRows() == 0) {
      return "'" + output.output() + "' in no row";
    }
    String rows = format("'%s' in %,d rows", output.output(), output.differingRows());
    return output.largest() == 0
        ? rows + format(", %.2f %% are equal", 100 * output.labelAgreement())
        : rows + format(" by up to %.2g, on average %.2g", output.largest(), output.mean());
  }

  private static String kibibytes(long bytes) {
    return format("%.1f KiB", bytes / KIBI);
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  private void line(String name, String value) {
    text.append(String.format("%-11s%s%n", name, value));
  }
}
