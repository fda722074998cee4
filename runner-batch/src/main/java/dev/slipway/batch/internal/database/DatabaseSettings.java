package dev.slipway.batch.internal.database;

import java.nio.file.Path;
import java.util.UUID;

/**
 * What a database may use.
 *
 * @param threads how many threads run a statement, the calling one among them
 * @param memoryBytes what DuckDB may keep in memory, beyond the Java heap
 * @param spillDirectory where it puts what does not fit; made when it is needed
 */
public record DatabaseSettings(int threads, long memoryBytes, Path spillDirectory) {

  private static final long SMALL_BYTES = 512L << 20;

  /**
   * Returns what is enough for one table: one thread and no directory that anybody has to name.
   *
   * @return settings with a spill directory of their own among the temporary files
   */
  public static DatabaseSettings small() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return new DatabaseSettings(
        1, SMALL_BYTES, temporary.resolve("slipway-spill-" + UUID.randomUUID()));
  }
}
