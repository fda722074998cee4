package dev.slipway.cli;

import dev.slipway.core.BlamedOperator;
import dev.slipway.core.ExecutionAttempt;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.GoldenReplay;
import dev.slipway.core.OutputDifference;
import dev.slipway.core.PackageReport;
import dev.slipway.core.ParityReport;
import dev.slipway.core.RowSources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What packaging has found and done, as text for people. */
final class PackageText {

  private final StringBuilder text = new StringBuilder();
  private final PackageReport report;
  private final ParityReport parity;

  private PackageText(PackageReport report) {
    this.report = report;
    this.parity = report.parity();
  }

  static String of(PackageReport report, boolean check) {
    PackageText text = new PackageText(report);
    text.measured();
    text.attempts();
    text.result(check);
    return text.text.toString();
  }

  private void measured() {
    GoldenReplay golden = parity.golden();
    line(
        "Golden",
        golden.records() == 0
            ? "none: add golden.jsonl, a line {\"input\": {…}, \"answer\": {…}} for each record"
            : golden.records()
                + " records, the largest difference is "
                + number(golden.largestDifference()));
    line("Measured", rows() + " in " + parity.combinations() + " combinations of batch sizes,");
    line("", "orders, threads inside operators and callers");
  }

  private String rows() {
    RowSources sources = parity.sources();
    List<String> parts = new ArrayList<>();
    part(parts, sources.golden(), "golden");
    part(parts, sources.example(), "of the example");
    part(parts, sources.given(), "of the records");
    part(parts, sources.generated(), "made");
    part(parts, sources.total() - parity.rows(), "left out for want of time");
    part(parts, sources.dropped(), "dropped, since the model does not answer them");
    return String.format(Locale.ROOT, "%,d rows", parity.rows())
        + " ("
        + String.join(", ", parts)
        + ")";
  }

  private static void part(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
    }
  }

  private void attempts() {
    String before = "";
    for (ExecutionAttempt attempt : parity.attempts()) {
      line("Not equal", rules(attempt.execution()) + ": " + fact(attempt));
      String reason = attempt.operator().map(BlamedOperator::explanation).orElse("");
      if (!reason.isEmpty() && !reason.equals(before)) {
        line("", reason);
      }
      before = reason;
    }
  }

  private static String fact(ExecutionAttempt attempt) {
    return attempt
        .failure()
        .orElseGet(
            () -> worst(attempt.outputs()) + ", first in " + attempt.situation().orElse("none"));
  }

  private void result(boolean check) {
    line("Parity", RuleWords.of(parity.parity()) + (parity.holds() ? "" : ": does not hold"));
    line("Runs with", rules(parity.execution()));
    for (OutputDifference output : parity.outputs()) {
      if (output.differingRows() > 0) {
        line("", worst(List.of(output)));
      }
    }
    if (check) {
      line("Digest", report.before().digest());
    } else {
      line("Package", ShellText.path(report.location()));
      line("Digest", report.after().digest());
      line("", report.changed() ? "before: " + report.before().digest() : "as before");
    }
  }

  static String rules(ExecutionRules rules) {
    String words = RuleWords.of(rules);
    return words.isEmpty() ? "no restriction" : words;
  }

  static String worst(List<OutputDifference> outputs) {
    return outputs.stream()
        .max(
            Comparator.comparingDouble(OutputDifference::absolute)
                .thenComparing(OutputDifference::differingRows))
        .map(PackageText::words)
        .orElse("nothing differs");
  }

  private static String words(OutputDifference output) {
    String by =
        output.absolute() == 0
            ? String.format(Locale.ROOT, ", %.1f %% are equal", 100 * output.labelAgreement())
            : " by up to " + number(output.absolute());
    return "'" + output.output() + "' differs in " + output.differingRows() + " rows" + by;
  }

  private static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.2g", value);
  }

  /** Returns what the exit code means, in one line. */
  static String failure(PackageReport report) {
    ParityReport parity = report.parity();
    return "The package does not keep what it states: parity "
        + RuleWords.of(parity.parity())
        + " with "
        + rules(parity.execution())
        + ", but "
        + worst(parity.outputs())
        + parity.operator().map(BlamedOperator::explanation).map(why -> "; " + why).orElse("")
        + " (slipway package measures it anew)";
  }

  private void line(String name, String value) {
    text.append(String.format("%-11s%s%n", name, value));
  }
}
