package dev.slipway.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.slipway.Table;
import dev.slipway.core.internal.json.JsonLimits;
import dev.slipway.core.internal.json.TableEncoder;
import java.io.IOException;
import java.io.OutputStream;

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
    try (JsonGenerator json = JsonLimits.factory().createGenerator(out)) {
      json.writeStartArray();
      rows(table, json);
      json.writeEndArray();
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
    try (JsonGenerator json = JsonLimits.factory().createGenerator(out)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      rows(table, json);
      if (table.rows() > 0) {
        json.writeRaw('\n');
      }
    }
  }

  private static void rows(Table table, JsonGenerator json) throws IOException {
    TableEncoder encoder = new TableEncoder(json);
    for (int row = 0; row < table.rows(); row++) {
      encoder.record(table, row);
    }
  }
}
