package dev.slipway.benchmarks.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Work of seconds that is timed in a JVM of its own: the same task on several paths. Made anew in
 * every JVM, so that all it knows is in the folder that it is given.
 */
public interface Workload {

  /**
   * Returns the paths, in the order in which they take turns.
   *
   * @return their names
   */
  List<String> paths();

  /**
   * Returns why this cannot run here.
   *
   * @return what is missing and how to get it, empty if all is there
   */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /**
   * Returns the paths that cannot run here, which {@link #paths} does not name.
   *
   * @return why, by path: what is missing and how to get it
   */
  default Map<String, String> leftOut() {
    return Map.of();
  }

  /**
   * Returns what figures depend on beside what is told of every benchmark. Asked after {@link
   * #prepare}.
   *
   * @return facts by name
   * @throws Exception if they cannot be had
   */
  default Map<String, String> facts() throws Exception {
    return Map.of();
  }

  /**
   * Makes what all paths read, unless it is there from an earlier run.
   *
   * @param folder where it goes
   * @throws Exception if it cannot be made
   */
  void prepare(Path folder) throws Exception;

  /**
   * Runs every path and compares their answers.
   *
   * @param folder as {@link #prepare} left it
   * @throws IllegalStateException if answers differ
   * @throws Exception if a path fails
   */
  void compare(Path folder) throws Exception;

  /**
   * Runs one path once.
   *
   * @param path one of {@link #paths}
   * @param folder as {@link #prepare} left it
   * @return what was measured, by unit
   * @throws Exception if the path fails
   */
  Map<String, Double> run(String path, Path folder) throws Exception;

  /**
   * Returns the options of the JVMs in which the paths run.
   *
   * @return none unless told otherwise
   */
  default List<String> options() {
    return List.of();
  }
}
