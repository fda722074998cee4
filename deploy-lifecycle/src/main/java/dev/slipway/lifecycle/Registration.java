package dev.slipway.lifecycle;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A package on its way into a registry.
 *
 * @param name of the model
 * @param source a folder, a model file or a zip; read once and not changed
 * @param description for people, may be empty
 * @param tags by key
 * @param lineage what it was made of; without a run, the package's own MLflow run counts
 * @param note who registers it, and why
 */
public record Registration(
    String name,
    Path source,
    String description,
    SortedMap<String, String> tags,
    Lineage lineage,
    ChangeNote note) {

  /**
   * Copies the tags.
   *
   * @param name see the record
   * @param source see the record
   * @param description see the record
   * @param tags see the record
   * @param lineage see the record
   * @param note see the record
   */
  public Registration {
    tags = RegisteredModel.sorted(tags);
  }

  /**
   * Returns the registration of a package by this process's user, with nothing said about it.
   *
   * @param name of the model
   * @param source a folder, a model file or a zip
   * @return the registration
   */
  public static Registration of(String name, Path source) {
    return new Registration(
        name, source, "", new TreeMap<>(), Lineage.unknown(), ChangeNote.byUser());
  }

  /**
   * Returns this registration with a description.
   *
   * @param text for people
   * @return the registration
   */
  public Registration withDescription(String text) {
    return new Registration(name, source, text, tags, lineage, note);
  }

  /**
   * Returns this registration with tags.
   *
   * @param all by key
   * @return the registration
   */
  public Registration withTags(Map<String, String> all) {
    return new Registration(name, source, description, new TreeMap<>(all), lineage, note);
  }

  /**
   * Returns this registration with a lineage.
   *
   * @param known what it was made of
   * @return the registration
   */
  public Registration withLineage(Lineage known) {
    return new Registration(name, source, description, tags, known, note);
  }

  /**
   * Returns this registration with a note.
   *
   * @param said who registers it, and why
   * @return the registration
   */
  public Registration withNote(ChangeNote said) {
    return new Registration(name, source, description, tags, lineage, said);
  }
}
