package dev.slipway.batch.internal.rows;

import dev.slipway.Column;
import dev.slipway.Table;
import dev.slipway.batch.FileFormat;
import dev.slipway.batch.internal.csv.ByteBuilder;
import dev.slipway.batch.internal.csv.CsvEncoder;
import dev.slipway.core.json.JsonTableWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes scored rows as CSV or JSON lines. Immutable. */
public final class TextRows {

  private final FileFormat format;
  private final char delimiter;
  private final Map<String, String> constants;

  /**
   * Creates a writer.
   *
   * @param format CSV or JSON lines
   * @param delimiter of CSV
   * @param constants columns behind the answers that have one text in all rows
   */
  public TextRows(FileFormat format, char delimiter, Map<String, String> constants) {
    this.format = format;
    this.delimiter = delimiter;
    this.constants = constants;
  }

  /**
   * Returns what stands before the rows.
   *
   * @param files of the input
   * @param answers a table of no rows
   * @return a header, or nothing for JSON lines
   */
  public ByteBuilder header(RowFiles files, Table answers) {
    ByteBuilder out = new ByteBuilder();
    if (format == FileFormat.CSV) {
      new CsvEncoder(delimiter).header(names(files, answers), out);
    }
    return out;
  }

  /**
   * Returns the names of the columns of the output.
   *
   * @param files of the input
   * @param answers a table of no rows
   * @return for CSV one for each element of a row
   */
  public List<String> names(RowFiles files, Table answers) {
    List<String> names = new ArrayList<>();
    boolean spread = format == FileFormat.CSV;
    Table kept = files.sampleKept().table();
    names.addAll(spread ? CsvEncoder.names(kept) : kept.names());
    names.addAll(spread ? CsvEncoder.names(answers) : answers.names());
    names.addAll(constants.keySet());
    return names;
  }

  /**
   * Writes rows.
   *
   * @param rows scored ones
   * @return whole lines
   */
  public ByteBuilder encode(RowScoring.Scored rows) {
    ByteBuilder out = new ByteBuilder();
    if (rows.answers().rows() > 0) {
      if (format == FileFormat.CSV) {
        csv(rows, out);
      } else {
        json(rows, out);
      }
    }
    return out;
  }

  private void csv(RowScoring.Scored rows, ByteBuilder out) {
    CsvEncoder encoder = new CsvEncoder(delimiter);
    Table added = added(rows.answers());
    RowText text = rows.kept().text();
    for (int row = 0; row < added.rows(); row++) {
      if (text == null) {
        encoder.row(rows.kept().table(), row, out);
      } else {
        text.write(row, out);
      }
      out.write(delimiter);
      encoder.row(added, row, out);
      out.write('\n');
    }
  }

  private void json(RowScoring.Scored rows, ByteBuilder out) {
    Table added = added(rows.answers());
    RowText text = rows.kept().text();
    if (text == null) {
      KeptRows kept = rows.kept();
      lines(joined(kept.table(), added), kept, out);
      return;
    }
    ByteBuilder lines = new ByteBuilder();
    lines(added, rows.kept(), lines);
    int from = 0;
    for (int row = 0; row < added.rows(); row++) {
      int end = lineEnd(lines, from);
      out.write('{');
      int before = out.length();
      text.write(row, out);
      if (out.length() > before) {
        out.write(',');
      }
      out.write(lines.bytes(), from + 1, end - from - 1);
      from = end;
    }
  }

  private static int lineEnd(ByteBuilder lines, int from) {
    int at = from;
    while (lines.bytes()[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  private static void lines(Table table, KeptRows kept, ByteBuilder out) {
    try {
      JsonTableWriter.writeLines(table, kept.json(), out);
    } catch (IOException impossible) {
      throw new IllegalStateException("memory cannot fail to be written", impossible);
    }
  }

  private Table added(Table answers) {
    List<String> names = new ArrayList<>(answers.names());
    List<Column> columns = new ArrayList<>(answers.columns());
    constants.forEach(
        (name, value) -> {
          names.add(name);
          columns.add(new ConstantColumn(value, answers.rows()));
        });
    return Table.of(names, columns);
  }

  /** Returns the columns of both. */
  static Table joined(Table first, Table second) {
    List<String> names = new ArrayList<>(first.names());
    names.addAll(second.names());
    List<Column> columns = new ArrayList<>(first.columns());
    columns.addAll(second.columns());
    return Table.of(names, columns);
  }
}
