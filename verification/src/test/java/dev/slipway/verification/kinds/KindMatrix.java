package dev.slipway.verification.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The matrix of kinds and ways as the page on parity has it. */
final class KindMatrix {

  /** How many times larger or smaller a difference may be on another host. */
  private static final double LEEWAY = 100;

  private KindMatrix() {}

  /** Returns two tables: with the rules that were written, and without. */
  static String of(Map<ModelKind, Observation> seen) {
    return "By the rules that `slipway package` wrote:\n\n"
        + table("execution", seen, Observation::execution, Observation::byRules)
        + "\nWith `execution` taken out of the package:\n\n"
        + table("level then", seen, Observation::looseLevel, Observation::without);
  }

  private static String table(
      String heading,
      Map<ModelKind, Observation> seen,
      Function<Observation, String> text,
      Function<Observation, Map<Way, Difference>> cells) {
    List<String> headings = new ArrayList<>(List.of("kind", heading));
    List<String> lines = new ArrayList<>();
    for (Way way : Way.values()) {
      headings.add(way.heading());
    }
    lines.add(line(headings));
    lines.add("|" + "---|".repeat(headings.size()));
    seen.forEach(
        (kind, observation) -> {
          List<String> row = new ArrayList<>(List.of(name(kind), text.apply(observation)));
          for (Way way : Way.values()) {
            Difference difference = cells.apply(observation).get(way);
            row.add(difference == null ? "refused" : words(difference));
          }
          lines.add(line(row));
        });
    return String.join("\n", lines) + "\n";
  }

  private static String name(ModelKind kind) {
    return kind.operator().substring(kind.operator().indexOf(':') + 1);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** Returns "equal", or the largest difference rounded up to a power of ten. */
  private static String words(Difference difference) {
    return difference.isNone()
        ? "equal"
        : "1e" + (int) Math.ceil(Math.log10(Math.max(difference.largest(), Double.MIN_NORMAL)));
  }

  /**
   * Returns whether two texts say the same: words alike, and differences of about the same size,
   * which another processor makes larger or smaller.
   */
  static boolean isAlike(String one, String other) {
    String[] words = one.split("\\s+", -1);
    String[] others = other.split("\\s+", -1);
    boolean alike = words.length == others.length;
    for (int i = 0; alike && i < words.length; i++) {
      alike =
          words[i].equals(others[i])
              || (isDifference(words[i])
                  && isDifference(others[i])
                  && isClose(words[i], others[i]));
    }
    return alike;
  }

  private static boolean isDifference(String word) {
    return word.matches("1e-?\\d+");
  }

  private static boolean isClose(String one, String other) {
    double ratio = Double.parseDouble(one) / Double.parseDouble(other);
    return ratio <= LEEWAY && ratio >= 1 / LEEWAY;
  }
}
