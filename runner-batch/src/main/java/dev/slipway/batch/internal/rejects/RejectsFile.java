package dev.slipway.batch.internal.rejects;

import dev.slipway.batch.FileFormat;
import dev.slipway.batch.internal.csv.ByteBuilder;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.input.RejectedRow;
import dev.slipway.batch.internal.output.Output;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The rows that a job rejects. They are collected beside their file in the order in which they come
 * and sorted at the end, so that the file does not depend on threads. Thread-safe.
 */
public final class RejectsFile implements AutoCloseable {

  private static final int LONGEST_REASON = 10_000;
  private static final String COLUMNS =
      "{'file_index': 'BIGINT', 'file': 'VARCHAR', 'row': 'BIGINT', 'line': 'BIGINT',"
          + " 'column': 'VARCHAR', 'code': 'VARCHAR', 'reason': 'VARCHAR'}";

  private final FileFormat format;
  private final Output output;
  private final Path collected;
  private final OutputStream stream;
  private long count;

  private RejectsFile(FileFormat format, Output output) throws IOException {
    this.format = format;
    this.output = output;
    this.collected = output.work("collected");
    this.stream = new BufferedOutputStream(Files.newOutputStream(collected));
  }

  /**
   * Prepares a file.
   *
   * @param path its name, whose ending tells its format; JSON lines if it tells none
   * @return an empty file that is not there yet
   * @throws IOException if nothing can be written there
   */
  public static RejectsFile open(Path path) throws IOException {
    Output output = Output.open(path, Output.Kind.FILE);
    try {
      FileFormat format = FileFormat.ofName(path.toString()).orElse(FileFormat.JSON_LINES);
      return new RejectsFile(format, output);
    } catch (IOException fault) {
      output.close();
      throw fault;
    }
  }

  /**
   * Adds rows.
   *
   * @param rows any
   */
  public void add(List<RejectedRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    ByteBuilder bytes = new ByteBuilder();
    for (RejectedRow row : rows) {
      bytes.text(row.fileIndex() + "," + quoted(row.file()) + "," + row.row() + ",");
      bytes.text(row.line() == null ? "" : String.valueOf(row.line()));
      bytes.text("," + quoted(row.column()) + "," + quoted(row.code().name()) + ",");
      String reason = row.reason();
      boolean cut = reason.length() > LONGEST_REASON;
      bytes.text(quoted(cut ? reason.substring(0, LONGEST_REASON) + "…" : reason) + "\n");
    }
    synchronized (this) {
      try {
        stream.write(bytes.bytes(), 0, bytes.length());
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
      count += rows.size();
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /**
   * Returns how many rows there are.
   *
   * @return a count that only grows
   */
  public synchronized long count() {
    return count;
  }

  /**
   * Returns where the file will be.
   *
   * @return its name, absolute and without links
   */
  public Path target() {
    return output.target();
  }

  /**
   * Makes the file appear, with the rows in the order of the input.
   *
   * @param database sorts them
   * @throws IOException if a write fails
   * @throws SQLException if the database fails
   */
  public void publish(Database database) throws IOException, SQLException {
    stream.close();
    Path result = output.work("result");
    try (Statement statement = database.connection().createStatement()) {
      statement.execute(
          "COPY (SELECT file, \"row\", line, \"column\", code, reason FROM read_csv("
              + Sql.files(List.of(collected))
              + ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"',"
              + " new_line = '\\n', allow_quoted_nulls = false, parallel = false,"
              + " max_line_size = 33554432, columns = "
              + COLUMNS
              + ") ORDER BY file_index, \"row\") TO "
              + Sql.literal(result.toString())
              + " ("
              + options()
              + ")");
    }
    output.publish(result);
  }

  private String options() {
    return switch (format) {
      case PARQUET -> "FORMAT parquet, USE_TMP_FILE false";
      case CSV -> "FORMAT csv, HEADER true, USE_TMP_FILE false";
      case JSON_LINES -> "FORMAT json, USE_TMP_FILE false";
    };
  }

  @Override
  public void close() throws IOException {
    try (output) {
      stream.close();
    }
  }
}
