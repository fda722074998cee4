package dev.slipway.core;

import dev.slipway.Parity;
import java.util.List;
import java.util.Optional;

/**
 * What a parity measurement found.
 *
 * @param parity how equal answers are when the model is run by {@code execution}; what was stated
 *     where that was checked
 * @param execution the least restrictive rules at which that holds; what was stated where that was
 *     checked
 * @param holds whether it does; always true of what was measured, not of what was checked
 * @param outputs how far answers were from those of rows alone, by these rules
 * @param rows how many rows were predicted in every combination
 * @param sources where the rows came from
 * @param combinations how many combinations of batch sizes, orders, threads and callers were run by
 *     these rules
 * @param golden what came of the golden records
 * @param attempts less restrictive rules that did not do, or what was checked and does not hold,
 *     the least restrictive first
 */
public record ParityReport(
    Parity parity,
    ExecutionRules execution,
    boolean holds,
    List<OutputDifference> outputs,
    int rows,
    RowSources sources,
    int combinations,
    GoldenReplay golden,
    List<ExecutionAttempt> attempts) {

  /** Copies the lists. */
  public ParityReport {
    outputs = List.copyOf(outputs);
    attempts = List.copyOf(attempts);
  }

  /**
   * Returns what makes answers differ under the least restrictive rules.
   *
   * @return empty if nothing does
   */
  public Optional<BlamedOperator> operator() {
    return attempts.stream().flatMap(attempt -> attempt.operator().stream()).findFirst();
  }
}
