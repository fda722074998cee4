package dev.slipway.batch.internal.rows;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of a file in order, batch by batch. For one thread at a time. */
public interface RowBatches extends AutoCloseable {

  /**
   * Reads the next rows.
   *
   * @return a batch, null at the end
   * @throws IOException if a file cannot be read
   * @throws SQLException if the database cannot read one
   */
  @Nullable RowBatch next() throws IOException, SQLException;

  /**
   * Returns how far the reading is.
   *
   * @return bytes of the file, as they are on disk
   */
  long bytesRead();

  @Override
  void close() throws IOException, SQLException;
}
