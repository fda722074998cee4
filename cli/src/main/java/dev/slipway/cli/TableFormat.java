package dev.slipway.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How tables stand in files. */
enum TableFormat {
  /** Comma-separated values with a header. */
  CSV,
  /** One JSON document. */
  JSON,
  /** One JSON record a line. */
  JSONL,
  /** Parquet; in files only, since it is read from its end. */
  PARQUET;

  /** Returns the format that a file's name tells. */
  static Optional<TableFormat> ofName(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".ndjson")) {
      return Optional.of(JSONL);
    }
    return Arrays.stream(values()).filter(format -> name.endsWith("." + format)).findFirst();
  }

  /** Returns the name as in file names and options. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
