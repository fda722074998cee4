package dev.slipway;

import java.util.Objects;

/**
 * Which model answered: stamped on every answer, row, event and metric.
 *
 * @param name the model's name
 * @param version the registry's number, or the package's own label
 * @param digest the SHA-256 digest of the package, 64 lower-case hexadecimal digits
 */
public record ModelVersion(String name, String version, String digest) {

  /**
   * Checks the components.
   *
   * @param name see the record
   * @param version see the record
   * @param digest see the record
   */
  public ModelVersion {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(digest, "digest");
  }

  /** Returns the name, the version and the first twelve digits of the digest. */
  @Override
  public String toString() {
    return name + " " + version + " (" + digest.substring(0, Math.min(12, digest.length())) + ")";
  }
}
