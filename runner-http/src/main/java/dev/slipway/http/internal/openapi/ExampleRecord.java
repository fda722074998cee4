package dev.slipway.http.internal.openapi;

import dev.slipway.Table;
import dev.slipway.core.json.JsonTableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The first row of a package's example, as a record. */
final class ExampleRecord {

  private ExampleRecord() {}

  static String of(Table example) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      JsonTableWriter.writeLines(example.slice(0, 1), out);
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory cannot fail", impossible);
    }
    return out.toString(StandardCharsets.UTF_8).trim();
  }
}
