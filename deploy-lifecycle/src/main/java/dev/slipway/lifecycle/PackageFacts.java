package dev.slipway.lifecycle;

import dev.slipway.Parity;
import dev.slipway.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in a package when it was examined: what gates and comparisons go by.
 *
 * @param signature what callers send and get; as the package states it where no engine was there
 * @param parity what the package states, if it states one
 * @param golden how the replay of its golden records ended
 * @param steps the types of its preprocessing steps, in order
 * @param variants the names of its models, its own first
 * @param metrics numbers that it was measured by, by name, as far as the package has them
 */
public record PackageFacts(
    Optional<Signature> signature,
    Optional<Parity> parity,
    Replay golden,
    List<String> steps,
    List<String> variants,
    Map<String, Double> metrics) {

  /**
   * Copies the collections.
   *
   * @param signature see the record
   * @param parity see the record
   * @param golden see the record
   * @param steps see the record
   * @param variants see the record
   * @param metrics see the record
   */
  public PackageFacts {
    steps = List.copyOf(steps);
    variants = List.copyOf(variants);
    metrics = Map.copyOf(metrics);
  }

  /**
   * How a replay of golden records ended.
   *
   * @param outcome how it ended
   * @param engine what replayed them, with its version; empty if nothing did
   * @param reason why they did not pass; empty if they did
   */
  public record Replay(Outcome outcome, String engine, String reason) {

    /** How a replay can end. */
    public enum Outcome {
      /** All answers came out. */
      PASSED,
      /** The package could not be opened, as when an answer did not come out. */
      FAILED,
      /** The package has no golden records. */
      NO_RECORDS,
      /** No engine was there that runs the model. */
      NOT_RUN
    }
  }
}
