package dev.slipway.batch;

import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.batch.internal.csv.CsvDecoder;
import dev.slipway.batch.internal.csv.CsvEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Tables as CSV in UTF-8, quoted as RFC 4180 says, with a header. A field that is empty and without
 * quotes is null; times are ISO 8601, UTC unless they have an offset; bytes are Base64. A tensor
 * with rows of k elements is in the columns {@code name_0} to {@code name_<k-1>}, side by side, or
 * in {@code name} if k is 1.
 */
public final class CsvTables {

  private CsvTables() {}

  /**
   * Reads a table.
   *
   * @param in the bytes; read to their end, not closed
   * @param source what error messages call them, as {@code flights.csv}
   * @param signature its inputs give the types of the columns; all others become strings
   * @return all columns in the order of the header, tensors first; owns heap memory
   * @throws dev.slipway.InvalidInputException if something is wrong: the first twenty problems at
   *     once, each with its line
   * @throws IOException if reading fails
   */
  public static Table read(InputStream in, String source, Signature signature) throws IOException {
    return CsvDecoder.read(in, source, signature);
  }

  /**
   * Writes a table; lines end with LF.
   *
   * @param table the table
   * @param out where the bytes go; flushed, not closed
   * @throws IOException if writing fails
   */
  public static void write(Table table, OutputStream out) throws IOException {
    CsvEncoder.write(table, out);
  }
}
