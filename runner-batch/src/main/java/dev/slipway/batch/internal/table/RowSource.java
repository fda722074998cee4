package dev.slipway.batch.internal.table;

import dev.slipway.Table;
import java.io.IOException;
import java.sql.SQLException;

/** Rows, part by part. For one thread at a time. */
@FunctionalInterface
public interface RowSource {

  /**
   * Reads the next rows.
   *
   * @return a table with the same columns at every call, valid until the next; of no rows at the
   *     end
   * @throws IOException if a file cannot be read
   * @throws SQLException if the database cannot read one
   */
  Table next() throws IOException, SQLException;
}
