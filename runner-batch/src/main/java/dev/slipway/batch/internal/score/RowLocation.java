package dev.slipway.batch.internal.score;

import dev.slipway.InvalidInputException;
import dev.slipway.Prediction.Rejection;
import dev.slipway.Problem;
import dev.slipway.batch.internal.input.Input;
import dev.slipway.batch.internal.input.RejectedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** Says of which file and rows a chunk is, and makes errors that name them. */
final class RowLocation {

  /** The arguments of the scoring function that tell the location: file, then row, each from 0. */
  static final int ARGUMENTS = 2;

  private static final int MOST_PROBLEMS = 20;

  private final Input input;
  private final DuckDBReadableVector file;
  private final DuckDBReadableVector row;
  private final int rows;

  RowLocation(Input input, DuckDBDataChunkReader chunk) {
    this.input = input;
    this.file = chunk.vector(0);
    this.row = chunk.vector(1);
    this.rows = Math.toIntExact(chunk.rowCount());
  }

  /** Returns an error that names each rejected row. */
  InvalidInputException rejected(List<Rejection> rejections) {
    List<Problem> problems = new ArrayList<>();
    for (Rejection rejection : rejections.subList(0, Math.min(MOST_PROBLEMS, rejections.size()))) {
      problems.add(new Problem(place(rejection.row()), rejection.message()));
    }
    int more = rejections.size() - problems.size();
    if (more > 0) {
      problems.add(new Problem("", "and " + more + " rows more right behind them"));
    }
    return new InvalidInputException(rejections.get(0).code(), "Cannot score the input", problems);
  }

  /** Returns each rejected row once, with all that is wrong with it. */
  List<RejectedRow> rows(List<Rejection> rejections) {
    Map<Integer, List<Rejection>> byRow = new TreeMap<>();
    for (Rejection rejection : rejections) {
      byRow.computeIfAbsent(rejection.row(), absent -> new ArrayList<>()).add(rejection);
    }
    List<RejectedRow> rejected = new ArrayList<>();
    byRow.forEach(
        (at, of) ->
            rejected.add(
                new RejectedRow(
                    Math.toIntExact(file.getLong(at)),
                    fileName(at),
                    row.getLong(at),
                    null,
                    RejectedColumn.of(of.get(0).message()),
                    of.get(0).code(),
                    of.stream().map(Rejection::message).collect(Collectors.joining("; ")))));
    return rejected;
  }

  /** Returns an error that says in which rows a call failed. */
  RuntimeException failed(RuntimeException fault) {
    return ScoringFailure.of(range(), fault);
  }

  private String place(int at) {
    return fileName(at) + (row.isNull(at) ? "" : ", row " + row.getLong(at));
  }

  private String range() {
    if (rows == 0 || row.isNull(0)) {
      return input.toString();
    }
    return fileName(0) + ", rows " + row.getLong(0) + " to " + row.getLong(rows - 1);
  }

  private String fileName(int at) {
    return file.isNull(at)
        ? input.toString()
        : input.files().get(Math.toIntExact(file.getLong(at))).path().toString();
  }
}
