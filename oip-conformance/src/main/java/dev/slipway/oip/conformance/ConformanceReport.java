package dev.slipway.oip.conformance;

import java.util.List;
import java.util.Locale;

/**
 * What was found about a server. Immutable.
 *
 * @param target what was asked
 * @param results one for each check, in order
 */
public record ConformanceReport(ConformanceTarget target, List<CheckResult> results) {

  /**
   * Copies the components.
   *
   * @param target see the record
   * @param results see the record
   */
  public ConformanceReport {
    results = List.copyOf(results);
  }

  /**
   * Returns whether no check failed.
   *
   * @return true also if some were skipped
   */
  public boolean isPassed() {
    return count(CheckResult.Outcome.FAILED) == 0;
  }

  /**
   * Returns how many checks came out so.
   *
   * @param outcome one of the three
   * @return from 0
   */
  public long count(CheckResult.Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /**
   * Returns the report for people.
   *
   * @return a line for each check, with what was seen beneath those that failed, and the counts
   */
  public String text() {
    StringBuilder text =
        new StringBuilder("Open Inference Protocol v2: model '")
            .append(target.model())
            .append("' at ")
            .append(target.server())
            .append("\n\n");
    for (CheckResult result : results) {
      text.append(
          String.format(Locale.ROOT, "%-8s%-28s%s%n", word(result), result.id(), result.title()));
      if (!result.detail().isEmpty()) {
        text.append("            ").append(result.detail()).append('\n');
      }
    }
    return text.append('\n')
        .append(count(CheckResult.Outcome.PASSED))
        .append(" passed, ")
        .append(count(CheckResult.Outcome.FAILED))
        .append(" failed, ")
        .append(count(CheckResult.Outcome.SKIPPED))
        .append(" skipped\n")
        .toString();
  }

  private static String word(CheckResult result) {
    return switch (result.outcome()) {
      case PASSED -> "ok";
      case FAILED -> "FAILED";
      case SKIPPED -> "skipped";
    };
  }
}
