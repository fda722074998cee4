package dev.slipway.batch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How rows stand in files. */
public enum FileFormat {
  /** Apache Parquet. */
  PARQUET,
  /** Comma-separated values with a header, as RFC 4180 has them. */
  CSV,
  /** One JSON object on each line. */
  JSON_LINES;

  /**
   * Returns the format that a file's name tells.
   *
   * @param file a path or a name; upper and lower case do not count
   * @return empty if it has none of the known endings
   */
  public static Optional<FileFormat> ofName(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    for (FileFormat format : values()) {
      if (format.endings().stream().anyMatch(name::endsWith)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the endings of files of this format.
   *
   * @return each with its point; the first is the usual one
   */
  public List<String> endings() {
    return switch (this) {
      case PARQUET -> List.of(".parquet");
      case CSV -> List.of(".csv", ".csv.gz");
      case JSON_LINES -> List.of(".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz");
    };
  }

  /** Returns the usual ending without its point. */
  @Override
  public String toString() {
    return endings().get(0).substring(1);
  }
}
