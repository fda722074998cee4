package dev.slipway.engine.tensorflow;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that somebody who mistyped meant. */
final class NearestName {

  private NearestName() {}

  /** Returns the candidate that fewest edits turn {@code name} into; the first of several. */
  static String of(String name, Collection<String> candidates) {
    return candidates.stream().min(Comparator.comparingInt(each -> edits(name, each))).orElse("");
  }

  /** Counts insertions, deletions and replacements of single characters. */
  private static int edits(String from, String to) {
    int[] counts = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      counts[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = counts[0];
      counts[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = counts[j];
        counts[j] = Math.min(replaced, Math.min(counts[j], counts[j - 1]) + 1);
      }
    }
    return counts[to.length()];
  }
}
