package dev.slipway.http;

import dev.slipway.http.internal.log.AccessLines;
import dev.slipway.http.internal.log.LineFile;
import java.nio.file.Path;

/**
 * Hears of every request when it is over. Called on event loops: must return at once. Thread-safe.
 */
public interface AccessLog extends AutoCloseable {

  /**
   * Hears of a request that is over.
   *
   * @param entry what is known of it; nothing of its content
   */
  void ended(AccessEntry entry);

  /** Writes what was heard and frees everything. */
  @Override
  void close();

  /**
   * Returns a log that appends a line of JSON for each request, on a thread of its own. If the disk
   * is slower than the requests for long, lines are lost, and a line tells how many.
   *
   * @param file made if it is missing; its folder must be there
   * @return a log that the caller closes, after the server
   * @throws dev.slipway.EngineException if the file cannot be written
   */
  static AccessLog toFile(Path file) {
    return new AccessLines(LineFile.append(file, LineFile.WhenFull.DROP));
  }

  /**
   * Returns a log that writes to this process's standard output as {@link #toFile} does to a file.
   *
   * @return a log that the caller closes, after the server; standard output stays open
   */
  static AccessLog toStandardOutput() {
    return new AccessLines(LineFile.standardOutput(LineFile.WhenFull.DROP));
  }
}
