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

  private static final String PACKED = ".gz";

  /** Returns the format that a file's name tells. */
  static Optional<TableFormat> ofName(Path file) {
    String full = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String name = isPacked(file) ? full.substring(0, full.length() - PACKED.length()) : full;
    if (name.endsWith(".ndjson")) {
      return Optional.of(JSONL);
    }
    return Arrays.stream(values())
        .filter(format -> format != PARQUET || !isPacked(file))
        .filter(format -> name.endsWith("." + format))
        .findFirst();
  }

  /** Returns whether a file's name tells that it is packed with gzip. */
  static boolean isPacked(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(PACKED);
  }

  /** Returns the name as in file names and options. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
