package dev.slipway.batch.internal.score;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.OverloadedException;

/** What a predictor threw, with the rows for which it was called. */
public final class ScoringFailure {

  private ScoringFailure() {}

  /**
   * Returns an error that says in which rows a call failed.
   *
   * @param range the file and the rows, for people
   * @param fault what was thrown
   * @return an error of the same kind where that is Slipway's, with the fault as its cause
   */
  public static RuntimeException of(String range, RuntimeException fault) {
    String task = "Cannot score " + range + ": ";
    if (fault instanceof EngineException engine) {
      return new EngineException(engine.code(), task + engine.getMessage(), engine);
    }
    if (fault instanceof OverloadedException full) {
      return new OverloadedException(full.code(), task + full.getMessage(), full);
    }
    if (fault instanceof InvalidInputException wrong) {
      return new InvalidInputException(wrong.code(), task + wrong.getMessage(), wrong);
    }
    return new EngineException(
        ErrorCode.ENGINE_FAILURE, task + "the predictor failed with " + fault, fault);
  }
}
