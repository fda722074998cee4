package dev.slipway.http.internal.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A name with the versions that answer for it. Immutable.
 *
 * @param versions at least one, labels distinct; the last one answers where no version is named
 */
public record ServedModel(List<ServedVersion> versions) {

  /**
   * Checks the component.
   *
   * @param versions see the record
   */
  public ServedModel {
    versions = List.copyOf(versions);
  }

  static ServedModel of(ServedVersion version) {
    return new ServedModel(List.of(version));
  }

  /** Returns this with one more version, the default; one of the same label goes. */
  ServedModel withDefault(ServedVersion version, Consumer<ServedVersion> gone) {
    List<ServedVersion> kept = new ArrayList<>();
    for (ServedVersion other : versions) {
      if (other.label().equals(version.label())) {
        gone.accept(other);
      } else {
        kept.add(other);
      }
    }
    kept.add(version);
    return new ServedModel(kept);
  }

  /** Returns this with a version in the place of another; one of the same label goes, too. */
  ServedModel replacing(ServedVersion old, ServedVersion version, Consumer<ServedVersion> gone) {
    List<ServedVersion> kept = new ArrayList<>();
    for (ServedVersion other : versions) {
      if (other == old) {
        kept.add(version);
        gone.accept(other);
      } else if (other.label().equals(version.label())) {
        gone.accept(other);
      } else {
        kept.add(other);
      }
    }
    return new ServedModel(kept);
  }

  /** Returns the name that callers use. */
  public String name() {
    return defaultVersion().name();
  }

  /** Returns the version that answers where none is named. */
  public ServedVersion defaultVersion() {
    return versions.get(versions.size() - 1);
  }

  /** Returns the labels of the versions. */
  public List<String> labels() {
    return versions.stream().map(ServedVersion::label).toList();
  }

  /**
   * Returns one version.
   *
   * @param label its label, exactly
   * @return empty if there is none
   */
  public Optional<ServedVersion> find(String label) {
    return versions.stream().filter(version -> version.label().equals(label)).findFirst();
  }
}
