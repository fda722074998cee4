package dev.slipway.core.internal.predict;

import dev.slipway.ErrorCode;
import dev.slipway.Prediction.Rejection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/** The rows of one call that get no answer, each with all its reasons. Not thread-safe. */
final class RejectedRows implements ObjIntConsumer<String> {

  private final TreeMap<Integer, Rejection> rows = new TreeMap<>();
  private int offset;

  /** Says where in the caller's table the rows that are reported from now on begin. */
  void startAt(int firstRow) {
    offset = firstRow;
  }

  void clear() {
    rows.clear();
    offset = 0;
  }

  /** Takes a row that a preprocessing step refuses. */
  @Override
  public void accept(String message, int row) {
    add(row, ErrorCode.UNACCEPTED_VALUE, message);
  }

  void add(int row, ErrorCode code, String message) {
    rows.merge(
        offset + row,
        new Rejection(offset + row, code, message),
        (first, next) ->
            first.message().contains(next.message())
                ? first
                : new Rejection(
                    first.row(), first.code(), first.message() + "; " + next.message()));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  List<Rejection> list() {
    return rows.isEmpty() ? List.of() : List.copyOf(rows.values());
  }
}
