package dev.slipway.batch;

import org.jspecify.annotations.Nullable;

/** How Parquet files are packed. */
final class ParquetCompression {

  private ParquetCompression() {}

  /** Returns what a COPY says of it, behind other options; nothing for the database's default. */
  static String option(@Nullable Compression compression) {
    if (compression == null) {
      return "";
    }
    String codec = compression == Compression.NONE ? "uncompressed" : compression.toString();
    return ", COMPRESSION " + codec;
  }
}
