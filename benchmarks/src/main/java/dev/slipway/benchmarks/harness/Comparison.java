package dev.slipway.benchmarks.harness;

/**
 * A line of the table: one path's figure beside another's.
 *
 * @param text what is compared, for readers
 * @param path whose figure it is
 * @param beside whose figure stands beside it; may be the same path where the goal is for it alone
 * @param unit of both: {@code ns}, {@code s}, {@code ms}, {@code bytes}, {@code bytes/row}, {@code
 *     KiB}, {@code MiB}, {@code ns/row}, {@code rows/s} or {@code requests/s}. Figures of one path
 *     in one unit differ by what follows it after {@code " @ "}, which the text tells readers
 * @param goal what it is held to
 */
public record Comparison(String text, String path, String beside, String unit, Goal goal) {

  /**
   * Returns a comparison without a peer.
   *
   * @param text what is told
   * @param path whose figure it is
   * @param unit its unit
   * @param goal what it is held to
   * @return the comparison
   */
  public static Comparison alone(String text, String path, String unit, Goal goal) {
    return new Comparison(text, path, path, unit, goal);
  }
}
