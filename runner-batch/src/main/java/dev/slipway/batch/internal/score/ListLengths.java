package dev.slipway.batch.internal.score;

import dev.slipway.ErrorCode;
import dev.slipway.Prediction.Rejection;
import dev.slipway.batch.internal.input.BoundColumn;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** Checks that lists have as many values as the signature says, and that times are finite. */
public final class ListLengths {

  private final List<BoundColumn> lists;
  private final int first;

  /**
   * Takes the lengths of the columns that have any.
   *
   * @param columns all columns
   * @param first the place in a chunk of the first length
   */
  public ListLengths(List<BoundColumn> columns, int first) {
    this.lists = columns.stream().filter(column -> column.length() != null).toList();
    this.first = first;
  }

  /** Returns the argument after the last length. */
  int end() {
    return first + lists.size();
  }

  /**
   * Checks a chunk.
   *
   * @param chunk with the lengths
   * @return the rows that have another length
   */
  public List<Rejection> check(DuckDBDataChunkReader chunk) {
    List<Rejection> rejections = List.of();
    for (int i = 0; i < lists.size(); i++) {
      DuckDBReadableVector lengths = chunk.vector(first + i);
      int width = lists.get(i).elements().size();
      for (int row = 0; row < chunk.rowCount(); row++) {
        if (lengths.getLong(row, width) != width) {
          rejections = rejections.isEmpty() ? new ArrayList<>() : rejections;
          rejections.add(rejection(lists.get(i), row, lengths.getLong(row)));
        }
      }
    }
    return rejections;
  }

  private static Rejection rejection(BoundColumn list, int row, long length) {
    return new Rejection(
        row, ErrorCode.INVALID_INPUT, "column '" + list.name() + "' " + list.lengthFault(length));
  }
}
