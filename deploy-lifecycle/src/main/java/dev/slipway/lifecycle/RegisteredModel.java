package dev.slipway.lifecycle;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is of a model, as of one moment.
 *
 * @param name its name
 * @param description for people, may be empty
 * @param tags by key
 * @param aliases the number of the version that each alias means
 * @param versions how many versions there are that have not been deleted
 * @param latest the highest number among them
 */
public record RegisteredModel(
    String name,
    String description,
    SortedMap<String, String> tags,
    SortedMap<String, Integer> aliases,
    int versions,
    OptionalInt latest) {

  /**
   * Copies the maps.
   *
   * @param name see the record
   * @param description see the record
   * @param tags see the record
   * @param aliases see the record
   * @param versions see the record
   * @param latest see the record
   */
  public RegisteredModel {
    tags = sorted(tags);
    aliases = sorted(aliases);
  }

  static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
