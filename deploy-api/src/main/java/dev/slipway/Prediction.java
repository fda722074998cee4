package dev.slipway;

import java.util.List;
import java.util.Objects;

/**
 * The answers of one call.
 *
 * @param answers as many rows as the input had, one column for each output of the signature; rows
 *     that were rejected are null. Owns heap memory.
 * @param version the model version that answered
 * @param rejections the rows without an answer, in the order of rows; empty if all is well
 */
public record Prediction(Table answers, ModelVersion version, List<Rejection> rejections) {

  /**
   * Checks the components.
   *
   * @param answers see the record
   * @param version see the record
   * @param rejections see the record
   */
  public Prediction {
    Objects.requireNonNull(answers, "answers");
    Objects.requireNonNull(version, "version");
    rejections = List.copyOf(rejections);
  }

  /**
   * A row that the model could not answer.
   *
   * @param row from 0
   * @param code what is wrong with it
   * @param message which column, what stands there and what was expected
   */
  public record Rejection(int row, ErrorCode code, String message) {

    /**
     * Checks the components.
     *
     * @param row see the record
     * @param code see the record
     * @param message see the record
     */
    public Rejection {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
    }

    /**
     * Returns this rejection as a problem of the whole input.
     *
     * @return the row and the message
     */
    public Problem problem() {
      return new Problem("row " + row, message);
    }
  }
}
