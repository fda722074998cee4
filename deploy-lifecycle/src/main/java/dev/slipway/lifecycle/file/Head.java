package dev.slipway.lifecycle.file;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of a log counts. Replacing the file that holds it is what makes a change.
 *
 * @param sequence of the last entry, 0 if there is none
 * @param bytes of the log that count
 * @param hash of the last entry
 * @param deleted whether the model was deleted
 */
record Head(long sequence, long bytes, String hash, boolean deleted) {

  static final Head NONE = new Head(0, 0, Chain.START, false);

  static Head read(byte[] file) throws IOException {
    JsonObject head = JsonObject.read(file);
    if (head.integer("v") != LogEntry.FORMAT) {
      throw new NewerFormat("it is", head.integer("v"), head.optionalText("needs"));
    }
    return new Head(
        head.integer("sequence"), head.integer("bytes"), head.text("hash"), head.flag("deleted"));
  }

  byte[] write() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("v", LogEntry.FORMAT);
    members.put("sequence", sequence);
    members.put("bytes", bytes);
    members.put("hash", hash);
    if (deleted) {
      members.put("deleted", true);
    }
    return Json.write(members);
  }
}
