package dev.slipway.batch.internal.database;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import java.util.Objects;

/** DuckDB's errors in Slipway's words. */
public final class DatabaseFaults {

  private DatabaseFaults() {}

  /**
   * Returns an error for what DuckDB reported.
   *
   * @param task what could not be done, as {@code Cannot write out.parquet}
   * @param fault what was caught
   * @return an error to throw, with the fault as its cause
   */
  public static EngineException failure(String task, Exception fault) {
    String text = firstLine(fault);
    String hint = text.startsWith("Out of Memory Error") ? " (give the job more memory)" : "";
    return new EngineException(ErrorCode.ENGINE_FAILURE, task + ": " + text + hint, fault);
  }

  /**
   * Returns what an error says.
   *
   * @param fault what was caught
   * @return the first line of its message
   */
  public static String firstLine(Exception fault) {
    String message = Objects.requireNonNullElse(fault.getMessage(), fault.toString());
    return message.lines().findFirst().orElse(message);
  }
}
