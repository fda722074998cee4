package dev.slipway.http.internal.rest;

import dev.slipway.Prediction;
import dev.slipway.Table;
import dev.slipway.core.json.JsonTableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Writes answers as records, each with the version that gave it. */
final class RecordAnswer {

  private static final String VERSION = "model_version";
  private static final int FIRST_BYTES = 128;

  private RecordAnswer() {}

  /** Returns a list of records, or a record by itself if there is one and a list is not asked. */
  static byte[] write(Prediction prediction, boolean list) {
    Table answers = prediction.answers();
    Map<String, String> version = version(prediction);
    ByteArrayOutputStream out = new ByteArrayOutputStream(FIRST_BYTES);
    try {
      if (list || answers.rows() != 1) {
        JsonTableWriter.writeRecords(answers, version, out);
      } else {
        JsonTableWriter.writeRecord(answers, 0, version, out);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory cannot fail", impossible);
    }
    return out.toByteArray();
  }

  /** An output of the model that has the version's name stands, and the version does not. */
  private static Map<String, String> version(Prediction prediction) {
    return prediction.answers().indexOf(VERSION) >= 0
        ? Map.of()
        : Map.of(VERSION, prediction.version().version());
  }
}
