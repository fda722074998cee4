package dev.slipway.http.internal.rest;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Prediction;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.core.json.JsonTableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes answers as records, each with the version that gave it. */
final class RecordAnswer {

  private static final String VERSION = "model_version";

  private RecordAnswer() {}

  /** Returns a list of records, or the one record there is. */
  static byte[] write(Prediction prediction, boolean list) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try {
      Table table = versioned(prediction);
      if (list) {
        JsonTableWriter.writeRecords(table, out);
      } else {
        JsonTableWriter.writeLines(table, out);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory cannot fail", impossible);
    }
    return out.toByteArray();
  }

  /** An output of the model that has the version's name stands, and the version does not. */
  private static Table versioned(Prediction prediction) {
    Table answers = prediction.answers();
    if (answers.indexOf(VERSION) >= 0) {
      return answers;
    }
    List<String> names = new ArrayList<>(answers.names());
    List<Column> columns = new ArrayList<>(answers.columns());
    names.add(VERSION);
    ColumnBuffer versions = new ColumnBuffer(ElementType.STRING, Shape.scalar());
    for (int row = 0; row < answers.rows(); row++) {
      versions.addValue(prediction.version().version());
    }
    columns.add(versions);
    return Table.of(names, columns);
  }
}
