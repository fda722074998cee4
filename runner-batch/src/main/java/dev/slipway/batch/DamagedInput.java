package dev.slipway.batch;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.DatabaseFaults;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.input.InputFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds out whether a query failed because of its files. */
final class DamagedInput {

  private DamagedInput() {}

  /**
   * Reads all files again, to tell which of them cannot be read.
   *
   * @return the fault itself if all can
   * @throws InvalidInputException naming those that cannot
   */
  static SQLException unlessWhole(Database database, List<InputFile> files, SQLException fault) {
    if (DatabaseFaults.firstLine(fault).startsWith("Out of Memory")) {
      return fault;
    }
    List<Problem> problems = new ArrayList<>();
    for (InputFile file : files) {
      try {
        database.rows(
            "SELECT sum(hash(t)) FROM read_parquet("
                + Sql.files(List.of(file.path()))
                + ", hive_partitioning = false) t");
      } catch (SQLException unreadable) {
        String said = DatabaseFaults.firstLine(unreadable);
        problems.add(
            new Problem(file.path().toString(), "is damaged: " + said + " (copy it again)"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot read the input", problems);
    }
    return fault;
  }
}
