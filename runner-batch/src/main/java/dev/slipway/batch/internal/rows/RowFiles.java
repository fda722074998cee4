package dev.slipway.batch.internal.rows;

import dev.slipway.Table;
import dev.slipway.batch.internal.input.InputFile;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Files of one format whose rows are read batch by batch. */
public interface RowFiles {

  /**
   * Returns the files.
   *
   * @return in the order in which their rows count
   */
  List<InputFile> files();

  /**
   * Returns the names of what is kept of the input.
   *
   * @return as the files have them, before rows of several elements are spread over columns
   */
  List<String> names();

  /**
   * Returns what the predictor gets.
   *
   * @return a table of no rows
   */
  Table sampleInputs();

  /**
   * Returns what is kept of the input where it goes to columns.
   *
   * @return a table of no rows
   */
  KeptRows sampleKept();

  /**
   * Reads a file.
   *
   * @param fileIndex its place among the files
   * @return its rows; the caller closes them
   * @throws IOException if it cannot be read
   * @throws SQLException if the database cannot read it
   */
  RowBatches open(int fileIndex) throws IOException, SQLException;
}
