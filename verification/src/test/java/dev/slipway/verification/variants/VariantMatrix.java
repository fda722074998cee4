package dev.slipway.verification.variants;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The matrix of variants, engines and ways as the page on parity has it. */
final class VariantMatrix {

  private VariantMatrix() {}

  /** Returns a table for each model. */
  static String of(Map<VariantModel, List<VariantTrial>> seen) {
    List<String> tables = new ArrayList<>();
    seen.forEach((model, trials) -> tables.add("Of " + model.title() + ":\n\n" + table(trials)));
    return String.join("\n", tables);
  }

  private static String table(List<VariantTrial> trials) {
    List<String> headings = new ArrayList<>(List.of("variant", "engine", "level", "labels"));
    List<String> lines = new ArrayList<>();
    for (Way way : Way.values()) {
      headings.add(way.heading());
    }
    lines.add(line(headings));
    lines.add("|" + "---|".repeat(headings.size()));
    trials.forEach(trial -> lines.add(line(cells(trial))));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> cells(VariantTrial trial) {
    List<String> cells = new ArrayList<>();
    cells.add("`" + trial.variant() + "`");
    cells.add("`" + trial.engine() + "`");
    cells.add(trial.stated().level().name().toLowerCase(Locale.ROOT));
    cells.add(percent(trial.labelAgreement()));
    for (Way way : Way.values()) {
      Deviation seen = trial.cells().get(way);
      cells.add(seen == null ? "refused" : words(seen));
    }
    return cells;
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** Returns a share in per cent, rounded down to tenths. */
  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", Math.floor(share * 1000) / 10);
  }

  /** Returns "equal", or the largest difference rounded up to a power of ten. */
  private static String words(Deviation seen) {
    return seen.isNone()
        ? "equal"
        : "1e" + (int) Math.ceil(Math.log10(Math.max(seen.largest(), Double.MIN_NORMAL)));
  }
}
