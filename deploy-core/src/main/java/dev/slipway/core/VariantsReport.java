package dev.slipway.core;

import dev.slipway.ModelVersion;
import java.nio.file.Path;
import java.util.List;

/**
 * What adding variants has done.
 *
 * @param before the version that was read
 * @param after the version that is there now
 * @param location where it is
 * @param variants what was measured of each
 */
public record VariantsReport(
    ModelVersion before, ModelVersion after, Path location, List<VariantReport> variants) {

  /** Copies the list. */
  public VariantsReport {
    variants = List.copyOf(variants);
  }
}
