package dev.slipway.http;

import dev.slipway.http.internal.log.AuditLines;
import dev.slipway.http.internal.log.LineFile;
import java.nio.file.Path;

/** Hears of every prediction that was asked for, when it is over. Thread-safe. */
public interface AuditLog extends AutoCloseable {

  /**
   * Hears of a prediction that is over. Called before the caller has its answer, on event loops: as
   * long as this takes, other requests of the same loop wait.
   *
   * @param entry which model answered what; never a value
   */
  void predicted(AuditEntry entry);

  /** Writes what was heard and frees everything. */
  @Override
  void close();

  /**
   * Returns a log that appends a line of JSON for each prediction, on a thread of its own. If the
   * disk is slower than the requests for long, requests wait: no line is lost.
   *
   * @param file made if it is missing; its folder must be there
   * @return a log that the caller closes, after the server
   * @throws dev.slipway.EngineException if the file cannot be written
   */
  static AuditLog toFile(Path file) {
    return new AuditLines(LineFile.append(file, LineFile.WhenFull.WAIT));
  }
}
