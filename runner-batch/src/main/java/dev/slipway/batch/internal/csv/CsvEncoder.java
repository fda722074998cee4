package dev.slipway.batch.internal.csv;

import dev.slipway.Column;
import dev.slipway.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes tables as CSV. */
public final class CsvEncoder {

  private CsvEncoder() {}

  /**
   * Writes a header and all rows.
   *
   * @param table what to write
   * @param out where to; flushed, not closed
   * @throws IOException if writing fails
   */
  public static void write(Table table, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writeHeader(table, writer);
    for (int row = 0; row < table.rows(); row++) {
      writeRow(table, row, writer);
    }
    writer.flush();
  }

  private static void writeHeader(Table table, Writer writer) throws IOException {
    String separator = "";
    for (int i = 0; i < table.names().size(); i++) {
      int width = table.columns().get(i).width();
      for (int k = 0; k < width; k++) {
        writer.write(separator);
        writer.write(quoted(table.names().get(i) + (width == 1 ? "" : "_" + k)));
        separator = ",";
      }
    }
    writer.write('\n');
  }

  private static void writeRow(Table table, int row, Writer writer) throws IOException {
    String separator = "";
    for (Column column : table.columns()) {
      int width = column.width();
      for (int k = 0; k < width; k++) {
        writer.write(separator);
        if (!column.isNull(row)) {
          writer.write(quoted(CsvValue.text(column, row * width + k)));
        }
        separator = ",";
      }
    }
    writer.write('\n');
  }

  /** The empty text is quoted, since nothing between commas stands for no value. */
  private static String quoted(String text) {
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
