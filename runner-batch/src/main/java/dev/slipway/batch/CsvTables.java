package dev.slipway.batch;

import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.batch.internal.csv.CsvDecoder;
import dev.slipway.batch.internal.csv.CsvEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Tables as CSV in UTF-8, quoted as RFC 4180 says, with a header; {@link CsvOptions} tell of
 * others. A field that is empty and without quotes is null; times are ISO 8601, UTC unless they
 * have an offset, to the microsecond; bytes are Base64. A tensor with rows of k elements is in the
 * columns {@code name_0} to {@code name_<k-1>}, or in {@code name} if k is 1.
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
    return read(in, source, signature, CsvOptions.defaults());
  }

  /**
   * Reads a table.
   *
   * @param in the bytes; read to their end, not closed
   * @param source what error messages call them, as {@code flights.csv}
   * @param signature its inputs give the types of the columns; all others become strings
   * @param options how the table stands there
   * @return all columns in the order of the header, tensors first; owns heap memory
   * @throws dev.slipway.InvalidInputException if something is wrong: the first twenty problems at
   *     once, each with its line
   * @throws IOException if reading fails
   */
  public static Table read(InputStream in, String source, Signature signature, CsvOptions options)
      throws IOException {
    return new CsvDecoder(source, options).read(in, signature);
  }

  /**
   * Writes a table; lines end with LF.
   *
   * @param table the table
   * @param out where the bytes go; flushed, not closed
   * @throws IOException if writing fails
   */
  public static void write(Table table, OutputStream out) throws IOException {
    write(table, CsvOptions.defaults(), out);
  }

  /**
   * Writes a table; lines end with LF.
   *
   * @param table the table
   * @param options the delimiter counts, no other
   * @param out where the bytes go; flushed, not closed
   * @throws IOException if writing fails
   */
  public static void write(Table table, CsvOptions options, OutputStream out) throws IOException {
    new CsvEncoder(options.delimiter()).write(table, out);
  }
}
