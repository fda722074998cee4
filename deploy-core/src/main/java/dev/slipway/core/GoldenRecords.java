package dev.slipway.core;

import dev.slipway.Table;

/**
 * Inputs with the answers of the training side, row by row.
 *
 * @param inputs what was predicted
 * @param answers what came out there; outputs that it lacks are not compared
 */
public record GoldenRecords(Table inputs, Table answers) {

  /** Checks that every input has an answer. */
  public GoldenRecords {
    if (inputs.rows() != answers.rows()) {
      throw new IllegalArgumentException(
          inputs.rows() + " inputs have " + answers.rows() + " answers");
    }
  }
}
