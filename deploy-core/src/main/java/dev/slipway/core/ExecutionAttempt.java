package dev.slipway.core;

import java.util.List;
import java.util.Optional;

/**
 * Rules that were tried and did not do.
 *
 * @param execution the rules
 * @param outputs how far answers were from those of rows alone
 * @param situation how the first row that differed was predicted, in words; empty if the model
 *     failed
 * @param failure why the model cannot run so, if it cannot
 * @param operator what makes answers differ; empty if the model failed
 */
public record ExecutionAttempt(
    ExecutionRules execution,
    List<OutputDifference> outputs,
    Optional<String> situation,
    Optional<String> failure,
    Optional<BlamedOperator> operator) {

  /** Copies the list. */
  public ExecutionAttempt {
    outputs = List.copyOf(outputs);
  }
}
