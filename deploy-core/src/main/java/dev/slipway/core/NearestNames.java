package dev.slipway.core;

import dev.slipway.spi.NearestWord;
import java.util.Collection;
import java.util.List;

/** Finds the names that an unknown one was probably meant to be, for messages. */
public final class NearestNames {

  private NearestNames() {}

  /**
   * Returns the nearest names.
   *
   * @param name an unknown name
   * @param known the names that would be right
   * @param most how many to return at most
   * @return those that take the fewest changes of letters, nearest first
   */
  public static List<String> of(String name, Collection<String> known, int most) {
    return NearestWord.all(name, known).limit(most).toList();
  }
}
