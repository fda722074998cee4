package dev.slipway.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The lines of one benchmark, as a table in Markdown. */
public final class ResultTable {

  private static final String HEADER =
      "| what | figure | beside it, same run | compared | goal | |\n|---|---|---|---|---|---|";

  private final Subject subject;
  private final Results results;

  /**
   * Creates a table.
   *
   * @param subject the benchmark
   * @param results what it measured
   */
  public ResultTable(Subject subject, Results results) {
    this.subject = subject;
    this.results = results;
  }

  /**
   * Returns the table.
   *
   * @return lines, the last without an end
   */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    for (Comparison comparison : subject.comparisons()) {
      lines.add(line(comparison));
    }
    return String.join("\n", lines);
  }

  /**
   * Returns the lines that miss their goal.
   *
   * @return what was compared and what came out
   */
  public List<String> shortfalls() {
    List<String> missed = new ArrayList<>();
    for (Comparison comparison : subject.comparisons()) {
      Optional<Double> compared = compared(comparison);
      if (compared.isPresent() && !comparison.goal().isMet(compared.get())) {
        missed.add(
            comparison.text()
                + ": "
                + told(comparison, compared.get())
                + ", expected "
                + goal(comparison));
      }
    }
    return missed;
  }

  private Optional<Double> compared(Comparison comparison) {
    Optional<Figure> figure = results.find(comparison.path(), comparison.unit());
    Optional<Figure> beside = results.find(comparison.beside(), comparison.unit());
    return figure.isEmpty() || beside.isEmpty()
        ? Optional.empty()
        : Optional.of(comparison.goal().of(figure.get().median(), beside.get().median()));
  }

  private String line(Comparison comparison) {
    Optional<Double> compared = compared(comparison);
    if (compared.isEmpty()) {
      return "| " + comparison.text() + notMeasured(comparison) + goal(comparison) + " | |";
    }
    boolean alone = comparison.path().equals(comparison.beside());
    return "| "
        + String.join(
            " | ",
            comparison.text(),
            shown(comparison.path(), comparison.unit()),
            alone ? "" : shown(comparison.beside(), comparison.unit()),
            alone ? "" : told(comparison, compared.get()),
            goal(comparison),
            verdict(comparison, compared.get()))
        + " |";
  }

  private String notMeasured(Comparison comparison) {
    String reason =
        Stream.of(comparison.path(), comparison.beside())
            .map(results.leftOut()::get)
            .filter(Objects::nonNull)
            .findFirst()
            .map(missing -> ": " + missing)
            .orElse("");
    return " | not measured" + reason + " | | | ";
  }

  private String shown(String path, String unit) {
    Figure figure = results.find(path, unit).orElseThrow();
    String median = Quantity.of(figure.median(), unit);
    return path
        + " "
        + median
        + " ("
        + Quantity.number(figure.least())
        + " to "
        + Quantity.number(figure.greatest())
        + ")";
  }

  private static String told(Comparison comparison, double compared) {
    return switch (comparison.goal().kind()) {
      case RATIO_AT_MOST, RATIO_AT_LEAST, NONE -> String.format(Locale.ROOT, "%.2f ×", compared);
      case SPEED_AT_LEAST -> String.format(Locale.ROOT, "%.2f × its speed", compared);
      case MORE_AT_MOST, AT_MOST -> Quantity.of(compared, comparison.unit());
    };
  }

  private static String goal(Comparison comparison) {
    Goal goal = comparison.goal();
    String limit = Quantity.number(goal.limit());
    return switch (goal.kind()) {
      case RATIO_AT_MOST -> "≤ " + limit + " ×";
      case RATIO_AT_LEAST -> "≥ " + limit + " ×";
      case SPEED_AT_LEAST -> "≥ " + limit + " × its speed";
      case MORE_AT_MOST -> "≤ " + Quantity.of(goal.limit(), comparison.unit()) + " more";
      case AT_MOST -> "≤ " + Quantity.of(goal.limit(), comparison.unit());
      case NONE -> "";
    };
  }

  private static String verdict(Comparison comparison, double compared) {
    if (comparison.goal().kind() == Goal.Kind.NONE) {
      return "";
    }
    return comparison.goal().isMet(compared) ? "met" : "**missed**";
  }
}
