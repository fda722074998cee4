package dev.slipway.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.slipway.Table;
import dev.slipway.core.internal.json.JsonLimits;
import dev.slipway.core.internal.json.TableEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;

/**
 * Writes tables as JSON, as docs/package-format.md says under "JSON values": what {@link
 * JsonTableReader} reads back equal, element by element.
 */
public final class JsonTableWriter {

  private JsonTableWriter() {}

  /**
   * Writes a list of records.
   *
   * @param table any
   * @param out flushed and left open
   * @throws IOException if writing fails
   */
  public static void writeRecords(Table table, OutputStream out) throws IOException {
    writeRecords(table, Map.of(), out);
  }

  /**
   * Writes a list of records, each of which ends with further fields.
   *
   * @param table any
   * @param texts the same in all records, by names that the table does not have
   * @param out flushed and left open
   * @throws IOException if writing fails
   */
  public static void writeRecords(Table table, Map<String, String> texts, OutputStream out)
      throws IOException {
    try (JsonGenerator json = JsonLimits.factory().createGenerator(out)) {
      json.writeStartArray();
      rows(table, new TableEncoder(json).withTexts(texts));
      json.writeEndArray();
    }
  }

  /**
   * Writes one record, and a line end.
   *
   * @param table of at least one row
   * @param row from 0
   * @param texts what the record ends with, by names that the table does not have
   * @param out flushed and left open
   * @throws IOException if writing fails
   */
  public static void writeRecord(Table table, int row, Map<String, String> texts, OutputStream out)
      throws IOException {
    try (JsonGenerator json = JsonLimits.factory().createGenerator(out)) {
      new TableEncoder(json).withTexts(texts).record(table, row);
      json.writeRaw('\n');
    }
  }

  /**
   * Writes JSON lines: one record a line, each with a line end.
   *
   * @param table any
   * @param out flushed and left open
   * @throws IOException if writing fails
   */
  public static void writeLines(Table table, OutputStream out) throws IOException {
    writeLines(table, Set.of(), out);
  }

  /**
   * Writes JSON lines of which some values are JSON already.
   *
   * @param table any
   * @param json names of string columns whose values are written as they are, each one JSON value
   * @param out flushed and left open
   * @throws IOException if writing fails
   */
  public static void writeLines(Table table, Set<String> json, OutputStream out)
      throws IOException {
    try (JsonGenerator generator = JsonLimits.factory().createGenerator(out)) {
      generator.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      rows(table, new TableEncoder(generator).withJson(json));
      if (table.rows() > 0) {
        generator.writeRaw('\n');
      }
    }
  }

  private static void rows(Table table, TableEncoder encoder) throws IOException {
    for (int row = 0; row < table.rows(); row++) {
      encoder.record(table, row);
    }
  }
}
