package dev.slipway.lifecycle;

import dev.slipway.ModelVersion;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One version of a model, as of one moment. Number, digest, origin and lineage never change.
 *
 * @param model the model's name
 * @param number from 1, given in order and never twice
 * @param digest of the package, 64 lower-case hexadecimal digits; empty where a registry does not
 *     know it before the package was fetched
 * @param origin when and by whom it was registered, and from what
 * @param stage where it stands
 * @param aliases those that mean this version
 * @param description for people, may be empty
 * @param tags by key
 */
public record VersionRecord(
    String model,
    int number,
    String digest,
    Origin origin,
    Stage stage,
    SortedSet<String> aliases,
    String description,
    SortedMap<String, String> tags) {

  /**
   * Where a version comes from.
   *
   * @param at when it was registered
   * @param by who registered it
   * @param bytes the size of all files of the package; 0 if unknown
   * @param lineage what it was made of
   */
  public record Origin(Instant at, String by, long bytes, Lineage lineage) {}

  /**
   * Copies the collections.
   *
   * @param model see the record
   * @param number see the record
   * @param digest see the record
   * @param origin see the record
   * @param stage see the record
   * @param aliases see the record
   * @param description see the record
   * @param tags see the record
   */
  public VersionRecord {
    aliases = Collections.unmodifiableSortedSet(new TreeSet<>(aliases));
    tags = RegisteredModel.sorted(tags);
  }

  /**
   * Returns what is stamped on the answers of this version.
   *
   * @return the registry's name and number, and the digest
   */
  public ModelVersion version() {
    return new ModelVersion(model, Integer.toString(number), digest);
  }

  /**
   * Returns the URI that always means this version.
   *
   * @return {@code models:/name/number}
   */
  public ModelUri uri() {
    return ModelUri.ofVersion(model, number);
  }
}
