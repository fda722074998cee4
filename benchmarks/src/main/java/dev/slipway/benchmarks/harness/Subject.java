package dev.slipway.benchmarks.harness;

import java.util.List;
import java.util.function.Supplier;

/**
 * A benchmark: what it measures and what its figures are held to.
 *
 * @param name in lower case with hyphens; the name of its file of results
 * @param measures what is timed, for readers
 * @param timing how it is timed
 * @param comparisons the lines of its table
 */
public record Subject(String name, String measures, Timing timing, List<Comparison> comparisons) {

  /** How a benchmark is timed. */
  public sealed interface Timing {}

  /**
   * By JMH; the paths are the methods, followed by the values of their parameters where they have
   * any.
   *
   * @param type the class of the methods
   */
  public record Micro(Class<?> type) implements Timing {}

  /**
   * By JVMs that take turns.
   *
   * @param workload makes the work
   * @param forks how often each path runs unless told otherwise
   */
  public record Turns(Supplier<Workload> workload, int forks) implements Timing {}
}
