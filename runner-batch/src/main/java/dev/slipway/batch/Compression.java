package dev.slipway.batch;

import java.util.Locale;

/** How the bytes of an output are packed. */
public enum Compression {
  /** Not at all. */
  NONE,
  /** Gzip: every format. */
  GZIP,
  /** Snappy: Parquet. */
  SNAPPY,
  /** Zstandard: Parquet. */
  ZSTD;

  /** Returns the name in small letters, as options and DuckDB have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
