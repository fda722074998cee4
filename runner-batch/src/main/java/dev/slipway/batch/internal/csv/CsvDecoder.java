package dev.slipway.batch.internal.csv;

import dev.slipway.ColumnBuffer;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.batch.CsvOptions;
import dev.slipway.batch.internal.input.RowFault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole CSV into columns of a signature's types. */
public final class CsvDecoder {

  private static final int MOST_PROBLEMS = 20;

  private final String source;
  private final CsvOptions options;

  /**
   * Creates a decoder.
   *
   * @param source what errors call the input
   * @param options how it stands there
   */
  public CsvDecoder(String source, CsvOptions options) {
    this.source = source;
    this.options = options;
  }

  /**
   * Reads everything.
   *
   * @param in the bytes, not closed
   * @param signature its inputs give the types; other columns become strings
   * @return a table on the heap
   * @throws InvalidInputException if something is wrong; the first problems at once
   * @throws IOException if reading fails
   */
  public Table read(InputStream in, Signature signature) throws IOException {
    CsvScanner scanner = new CsvScanner(in, options);
    CsvLayout layout = CsvLayout.of(CsvHeader.read(scanner, source), signature);
    CsvBlockDecoder decoder = new CsvBlockDecoder(layout, options.nullText());
    List<ColumnBuffer> columns = layout.newColumns();
    List<Problem> problems = new ArrayList<>();
    CsvBlock block = scanner.next();
    while (block != null && problems.size() < MOST_PROBLEMS) {
      for (RowFault fault : decoder.decode(block, columns)) {
        problems.add(problem(block, fault));
      }
      block = scanner.next();
    }
    if (!problems.isEmpty()) {
      List<Problem> first = problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()));
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot read " + source, first);
    }
    return layout.all(columns);
  }

  private static Problem problem(CsvBlock block, RowFault fault) {
    String column = fault.column().isEmpty() ? "" : ", column '" + fault.column() + "'";
    return new Problem("line " + block.line(fault.row()) + column, fault.message());
  }
}
