package dev.slipway.batch;

import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.batch.internal.table.ParquetTableReader;
import dev.slipway.batch.internal.table.ParquetTableWriter;
import java.nio.file.Path;

/**
 * Tables as Parquet files, for as many rows as fit into memory; {@link BatchJob} has no such limit.
 * A tensor is a column of lists.
 */
public final class ParquetTables {

  private ParquetTables() {}

  /**
   * Reads a table.
   *
   * @param file a Parquet file
   * @param signature its inputs say which lists are tensors of which shape
   * @return all columns in the order of the file, of the types they have there; lists and nested
   *     columns that are no input of the signature become strings. Owns heap memory.
   * @throws dev.slipway.InvalidInputException if it is no whole Parquet file, or a list has another
   *     length than the signature says
   * @throws dev.slipway.EngineException if the database or the disk fails
   */
  public static Table read(Path file, Signature signature) {
    return ParquetTableReader.read(file, signature);
  }

  /**
   * Writes a table. The file appears as a whole or not at all, and replaces one that is there.
   *
   * @param table the table
   * @param file where it goes, in a directory that is there
   * @throws dev.slipway.InvalidInputException if it cannot be written there
   * @throws dev.slipway.OverloadedException if a job is writing the same file
   * @throws dev.slipway.EngineException if the database or the disk fails
   */
  public static void write(Table table, Path file) {
    ParquetTableWriter.write(table, file);
  }
}
