package dev.slipway.core.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that an unknown one was probably meant to be. */
public final class NearestWord {

  private NearestWord() {}

  /**
   * Returns the nearest word.
   *
   * @param word an unknown word
   * @param known the words that would be right
   * @return the known word that takes the fewest changes of letters, or nothing if none is known
   */
  public static Optional<String> of(String word, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's distance, blind to case and to the difference of dashes and underscores. */
  private static int distance(String a, String b) {
    String x = plain(a);
    String y = plain(b);
    int[] row = new int[y.length() + 1];
    for (int j = 0; j <= y.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= x.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= y.length(); j++) {
        int substituted = diagonal + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[y.length()];
  }

  private static String plain(String word) {
    String plain = word.toLowerCase(Locale.ROOT).replace('_', '-');
    return plain.length() > 64 ? plain.substring(0, 64) : plain;
  }
}
