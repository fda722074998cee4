package dev.slipway.core;

import dev.slipway.Parity;
import java.util.List;

/**
 * What was measured when a variant was made.
 *
 * @param variant its name
 * @param sizeBefore bytes of the package's own model
 * @param sizeAfter bytes of the variant
 * @param outputs how far its answers are from those of the package's own model
 * @param rows how many rows were compared, each alone and in batches
 * @param sources where the rows came from
 * @param latencies how long calls took, of one row and of many
 * @param parity how equal the variant's answers are to each other, and how it must be run
 * @param stated how equal its answers are to those of the package's own model and to each other
 */
public record VariantReport(
    String variant,
    long sizeBefore,
    long sizeAfter,
    List<VariantDifference> outputs,
    int rows,
    RowSources sources,
    List<VariantLatency> latencies,
    ParityReport parity,
    Parity stated) {

  /** Copies the lists. */
  public VariantReport {
    outputs = List.copyOf(outputs);
    latencies = List.copyOf(latencies);
  }

  /**
   * Returns the share of its own model's size that the variant has.
   *
   * @return below 1 if the variant is smaller
   */
  public double sizeRatio() {
    return (double) sizeAfter / sizeBefore;
  }

  /**
   * Returns how far any number was from that of the package's own model.
   *
   * @return the largest difference
   */
  public double largestDifference() {
    return outputs.stream().mapToDouble(VariantDifference::largest).max().orElse(0);
  }

  /**
   * Returns the smallest share of rows with equal labels.
   *
   * @return 1 if all are, or if there are none
   */
  public double labelAgreement() {
    return outputs.stream().mapToDouble(VariantDifference::labelAgreement).min().orElse(1);
  }
}
