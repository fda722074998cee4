package dev.slipway.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the known word that an unknown one was probably meant to be, for messages. */
public final class NearestWord {

  private static final int LONGEST = 64;

  private NearestWord() {}

  /**
   * Returns the nearest word: the one that takes the fewest letters inserted, deleted, replaced or
   * swapped with their neighbour, blind to case and to the difference of dashes and underscores.
   * Only the first 64 characters count.
   *
   * @param word an unknown word
   * @param known the words that would be right
   * @return the nearest, the first in the order of characters if there are several; empty if none
   *     is known
   */
  public static Optional<String> of(String word, Collection<String> known) {
    return known.stream().min(nearness(word));
  }

  /**
   * Returns all words.
   *
   * @param word an unknown word
   * @param known the words that would be right
   * @return the nearest first
   */
  public static Stream<String> all(String word, Collection<String> known) {
    return known.stream().sorted(nearness(word));
  }

  private static Comparator<String> nearness(String word) {
    return Comparator.comparingInt((String candidate) -> distance(word, candidate))
        .thenComparing(Comparator.naturalOrder());
  }

  /**
   * Returns the nearest word, as {@link #of} does, if no more than a third of the unknown word's
   * letters had to change.
   *
   * @param word an unknown word
   * @param known the words that would be right
   * @return a word that is much alike; empty if there is none
   */
  public static Optional<String> alike(String word, Collection<String> known) {
    return of(word, known).filter(nearest -> distance(word, nearest) <= word.length() / 3);
  }

  /**
   * The fewest letters inserted, deleted, replaced or swapped with their neighbour; blind to case
   * and to the difference of dashes and underscores.
   */
  private static int distance(String a, String b) {
    return new Distance(plain(a), plain(b)).whole();
  }

  private static String plain(String word) {
    String plain = word.toLowerCase(Locale.ROOT).replace('_', '-');
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }

  /** Fills the table of distances between all beginnings of two words. */
  private static final class Distance {
    private final String x;
    private final String y;
    private final int[][] cost;

    Distance(String x, String y) {
      this.x = x;
      this.y = y;
      this.cost = new int[x.length() + 1][y.length() + 1];
    }

    int whole() {
      for (int i = 0; i <= x.length(); i++) {
        for (int j = 0; j <= y.length(); j++) {
          cost[i][j] = Math.min(i, j) == 0 ? i + j : cheapest(i, j);
        }
      }
      return cost[x.length()][y.length()];
    }

    private int cheapest(int i, int j) {
      boolean same = x.charAt(i - 1) == y.charAt(j - 1);
      int least = cost[i - 1][j - 1] + (same ? 0 : 1);
      least = Math.min(least, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
      boolean swapped =
          i > 1
              && j > 1
              && x.charAt(i - 1) == y.charAt(j - 2)
              && x.charAt(i - 2) == y.charAt(j - 1);
      return swapped ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
    }
  }
}
