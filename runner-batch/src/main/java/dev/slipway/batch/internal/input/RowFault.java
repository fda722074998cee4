package dev.slipway.batch.internal.input;

import dev.slipway.ErrorCode;

/**
 * What is wrong with a row.
 *
 * @param row its place in its part of the input
 * @param code a stable code of the reason
 * @param column the name of the column that it is about, empty for the row as a whole
 * @param message a fact and what was expected
 * @param fatal whether nothing behind the row can be read
 */
public record RowFault(int row, ErrorCode code, String column, String message, boolean fatal) {

  /**
   * Returns a fault behind which rows can be read.
   *
   * @param row its place in its part of the input
   * @param column the name of the column, empty for the row as a whole
   * @param message a fact and what was expected
   * @return a fault of the input
   */
  public static RowFault of(int row, String column, String message) {
    return new RowFault(row, ErrorCode.INVALID_INPUT, column, message, false);
  }
}
