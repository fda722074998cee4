package dev.slipway.batch.internal.csv;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes tables as CSV. Immutable. */
public final class CsvEncoder {

  private static final int FLUSHED_BYTES = 1 << 16;

  private final char delimiter;

  /**
   * Creates an encoder.
   *
   * @param delimiter what stands between fields, ASCII
   */
  public CsvEncoder(char delimiter) {
    this.delimiter = delimiter;
  }

  /**
   * Writes a header and all rows.
   *
   * @param table what to write
   * @param out where to; flushed, not closed
   * @throws IOException if writing fails
   */
  public void write(Table table, OutputStream out) throws IOException {
    ByteBuilder bytes = new ByteBuilder();
    header(names(table), bytes);
    for (int row = 0; row < table.rows(); row++) {
      row(table, row, bytes);
      bytes.write('\n');
      if (bytes.length() >= FLUSHED_BYTES) {
        out.write(bytes.bytes(), 0, bytes.length());
        bytes = new ByteBuilder();
      }
    }
    out.write(bytes.bytes(), 0, bytes.length());
    out.flush();
  }

  /**
   * Returns the names of the columns that a table becomes.
   *
   * @param table any
   * @return one for each element of a row
   */
  public static List<String> names(Table table) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < table.names().size(); i++) {
      names.addAll(CsvLayout.elementNames(table.names().get(i), table.columns().get(i).rowShape()));
    }
    return names;
  }

  /**
   * Writes a header.
   *
   * @param names of the columns
   * @param out where to
   */
  public void header(List<String> names, ByteBuilder out) {
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        out.write(delimiter);
      }
      quoted(names.get(i), out);
    }
    out.write('\n');
  }

  /**
   * Writes the fields of a row, without a line end.
   *
   * @param table of which
   * @param row from 0
   * @param out where to
   */
  public void row(Table table, int row, ByteBuilder out) {
    boolean first = true;
    for (Column column : table.columns()) {
      int width = column.width();
      for (int k = 0; k < width; k++) {
        if (!first) {
          out.write(delimiter);
        }
        first = false;
        if (!column.isNull(row)) {
          field(column, row * width + k, out);
        }
      }
    }
  }

  private void field(Column column, int index, ByteBuilder out) {
    ElementType type = column.type();
    if (type == ElementType.STRING) {
      quoted(column.bytesAt(index), out);
    } else {
      quoted(CsvValue.text(column, index), out);
    }
  }

  private void quoted(String text, ByteBuilder out) {
    quoted(text.getBytes(StandardCharsets.UTF_8), out);
  }

  /** The empty text is quoted, since nothing between delimiters stands for no value. */
  private void quoted(byte[] text, ByteBuilder out) {
    if (isPlain(text)) {
      out.write(text, 0, text.length);
      return;
    }
    out.write('"');
    for (byte next : text) {
      if (next == '"') {
        out.write('"');
      }
      out.write(next);
    }
    out.write('"');
  }

  private boolean isPlain(byte[] text) {
    for (byte next : text) {
      if (next == delimiter || next == '"' || next == '\r' || next == '\n') {
        return false;
      }
    }
    return text.length > 0;
  }
}
