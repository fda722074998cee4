package dev.slipway.core;

/**
 * Where the rows of a measurement came from, counted.
 *
 * @param golden golden records
 * @param example rows of the input example
 * @param given records that the caller gave
 * @param generated rows that were made
 * @param dropped rows that the model did not answer alone, which were left out
 */
public record RowSources(int golden, int example, int given, int generated, int dropped) {

  /**
   * Returns how many rows were measured.
   *
   * @return all but those dropped
   */
  public int total() {
    return golden + example + given + generated;
  }
}
