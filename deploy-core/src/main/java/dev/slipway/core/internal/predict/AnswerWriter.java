package dev.slipway.core.internal.predict;

import dev.slipway.ColumnBuffer;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Tensor;

/**
 * Turns the rows of an output into the rows of an answer, each by itself. May have memory of its
 * own, which grows and is kept; not thread-safe.
 */
@FunctionalInterface
interface AnswerWriter {

  /** The whole row as it is. */
  AnswerWriter COPY = (source, width, target) -> target.copyFrom(source, 0, width);

  /**
   * Writes every row of the target.
   *
   * @param source the output, of at least as many rows as the target has
   * @param width the elements of one row of the output
   * @param target reset to its rows
   */
  void write(Tensor source, int width, ColumnBuffer target);

  /** Returns what takes one element of each row. */
  static AnswerWriter pick(int place) {
    return (source, width, target) -> {
      checkPlace(place, width);
      target.copyFrom(source, place, width);
    };
  }

  /** Checks what could not be checked before, where the model leaves the width of rows free. */
  static void checkPlace(int place, int width) {
    if (place >= width) {
      throw new EngineException(
          ErrorCode.SIGNATURE_MISMATCH,
          "Cannot read output: its rows have " + width + " elements, expected more than " + place,
          null);
    }
  }
}
