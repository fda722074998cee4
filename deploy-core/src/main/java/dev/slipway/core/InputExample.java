package dev.slipway.core;

import dev.slipway.Problem;
import dev.slipway.Table;
import java.util.List;
import java.util.Optional;

/**
 * The input that was logged with a model.
 *
 * @param rows the example; empty if there is none, or none that fits the signature
 * @param problems why an example that is there was left out
 */
public record InputExample(Optional<Table> rows, List<Problem> problems) {

  /** Copies the problems. */
  public InputExample {
    problems = List.copyOf(problems);
  }

  /**
   * Returns what a package without an example has.
   *
   * @return no rows and no problems
   */
  public static InputExample none() {
    return new InputExample(Optional.empty(), List.of());
  }
}
