package dev.slipway.oip.conformance;

/**
 * What one check found.
 *
 * @param id a short name, as {@code rest/infer-flat}
 * @param title what a server should do
 * @param outcome whether it does
 * @param detail what was seen instead, or why nothing was checked; empty if all is well
 */
public record CheckResult(String id, String title, Outcome outcome, String detail) {

  /** Whether a server does what it should. */
  public enum Outcome {
    /** It does. */
    PASSED,
    /** It does not. */
    FAILED,
    /** It does not say that it can, or something before went wrong. */
    SKIPPED
  }
}
