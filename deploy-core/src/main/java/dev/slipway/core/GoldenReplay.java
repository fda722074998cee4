package dev.slipway.core;

import java.util.List;

/**
 * What came of replaying golden records.
 *
 * @param records how many there are; 0 if the package has none
 * @param outputs how far answers were from the golden ones, for the outputs that these have
 */
public record GoldenReplay(int records, List<OutputDifference> outputs) {

  /** Copies the list. */
  public GoldenReplay {
    outputs = List.copyOf(outputs);
  }

  /**
   * Returns how far any number was from the golden one.
   *
   * @return the largest difference, 0 if there are no records
   */
  public double largestDifference() {
    return outputs.stream().mapToDouble(OutputDifference::absolute).max().orElse(0);
  }
}
