package dev.slipway.batch.internal.rows;

import dev.slipway.Table;
import dev.slipway.batch.internal.input.RowFault;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows with their values.
 *
 * @param place where they stand
 * @param inputs what the predictor gets
 * @param kept what goes to the output as it is
 * @param faults what is wrong with some of them, in order
 */
record DecodedRows(Place place, Table inputs, KeptRows kept, List<RowFault> faults) {

  /**
   * Where rows stand.
   *
   * @param file the file
   * @param fileIndex its place among the files, from 0
   * @param firstRow the number of the first row in the file, from 0
   * @param lines the line on which each starts, from 1; empty for a file without lines
   */
  record Place(Path file, int fileIndex, long firstRow, List<Long> lines) {

    /** Returns where a row stands, for people. */
    String of(int row) {
      return file + (lines.isEmpty() ? ", row " + (firstRow + row) : ", line " + lines.get(row));
    }

    /** Returns where rows from the first to the last stand, for people. */
    String range(int rows) {
      return lines.isEmpty()
          ? file + ", rows " + firstRow + " to " + (firstRow + rows - 1)
          : file + ", lines " + lines.get(0) + " to " + lines.get(rows - 1);
    }
  }
}
