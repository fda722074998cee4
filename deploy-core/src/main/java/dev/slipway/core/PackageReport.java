package dev.slipway.core;

import dev.slipway.ModelVersion;
import java.nio.file.Path;

/**
 * What packaging has done.
 *
 * @param before the version that was read
 * @param after the version that is there now; equal if nothing had to change
 * @param location where it is
 * @param parity what was measured
 */
public record PackageReport(
    ModelVersion before, ModelVersion after, Path location, ParityReport parity) {

  /**
   * Returns whether the package is another one now.
   *
   * @return whether the digests differ
   */
  public boolean changed() {
    return !before.digest().equals(after.digest());
  }
}
