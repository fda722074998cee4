package dev.slipway.benchmarks.harness;

import java.util.List;

/**
 * What one path measured in one unit.
 *
 * @param path what was timed
 * @param unit of the values
 * @param values one for each fork, at least one
 */
public record Figure(String path, String unit, List<Double> values) {

  /**
   * Checks the components.
   *
   * @param path see the record
   * @param unit see the record
   * @param values see the record
   */
  public Figure {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a figure of " + path + " has no values");
    }
  }

  /**
   * Returns the value in the middle.
   *
   * @return the mean of the two in the middle where their count is even
   */
  public double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * Returns the smallest value.
   *
   * @return one of the values
   */
  public double least() {
    return values.stream().mapToDouble(value -> value).min().orElseThrow();
  }

  /**
   * Returns the greatest value.
   *
   * @return one of the values
   */
  public double greatest() {
    return values.stream().mapToDouble(value -> value).max().orElseThrow();
  }
}
