package dev.slipway.core.internal.parity;

import dev.slipway.core.ExecutionRules;
import dev.slipway.core.ExecutionRules.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Rules under which a model may run, and the thread counts that they leave open.
 *
 * @param rules what the package would state
 * @param threads inside an operator; the reference runs with the first
 */
record Candidate(ExecutionRules rules, List<Integer> threads) {

  /** Rows of the fixed batch that is tried: enough to be of use, few enough to pad one row to. */
  private static final int FIXED_ROWS = 64;

  /** Returns all that are tried, the least restrictive first. */
  static List<Candidate> inOrder() {
    List<Candidate> candidates = new ArrayList<>();
    for (ExecutionRules rules :
        List.of(
            new ExecutionRules(OptionalInt.empty(), 1, Batch.ANY, 0),
            new ExecutionRules(OptionalInt.empty(), 2, Batch.ANY, 0),
            new ExecutionRules(OptionalInt.empty(), 1, Batch.FIXED, FIXED_ROWS),
            new ExecutionRules(OptionalInt.empty(), 1, Batch.SINGLE, 0))) {
      candidates.add(of(rules));
      candidates.add(of(withThreads(rules, 1)));
    }
    return candidates;
  }

  /** Returns the candidate of rules that a package states. */
  static Candidate of(ExecutionRules rules) {
    OptionalInt stated = rules.intraOpThreads();
    return new Candidate(rules, stated.isPresent() ? List.of(stated.getAsInt()) : List.of(1, 2));
  }

  private static ExecutionRules withThreads(ExecutionRules rules, int threads) {
    return new ExecutionRules(
        OptionalInt.of(threads), rules.minRows(), rules.batch(), rules.fixedRows());
  }

  int referenceThreads() {
    return threads.get(0);
  }
}
