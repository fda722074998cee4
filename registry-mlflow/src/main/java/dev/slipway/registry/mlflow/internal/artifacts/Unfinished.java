package dev.slipway.registry.mlflow.internal.artifacts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of which a part is here, with what the server called the whole: only if it still calls it
 * that, the rest fits. Kept beside the part, so that another process can go on.
 *
 * @param part what is here
 * @param note beside it: which file, and its validator
 */
record Unfinished(Path part, Path note) {

  static Unfinished in(Path folder) {
    return new Unfinished(folder.resolve("part"), folder.resolve("part.note"));
  }

  /** Returns the validator of what is here of a file; empty if nothing is, or it has none. */
  String validator(String file) throws IOException {
    if (!Files.exists(note) || !Files.exists(part)) {
      return "";
    }
    List<String> lines = Files.readString(note, StandardCharsets.UTF_8).lines().toList();
    return lines.size() == 2 && lines.get(0).equals(file) ? lines.get(1) : "";
  }

  long bytes() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** Lets go of what is here, and says what comes next. */
  void begin(String file, String validator) throws IOException {
    drop();
    if (!validator.isEmpty()) {
      Files.writeString(note, file + "\n" + validator + "\n");
    }
  }

  void drop() throws IOException {
    Files.deleteIfExists(note);
    Files.deleteIfExists(part);
  }
}
