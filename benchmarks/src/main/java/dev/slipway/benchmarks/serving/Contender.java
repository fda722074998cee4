package dev.slipway.benchmarks.serving;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that serves the model: it listens on loopback, answers {@code GET /ready} with 200 as
 * soon as it answers {@link ServedModel#PREDICT}, and ends when it is told to.
 */
public interface Contender {

  /**
   * Returns the path that its figures stand under.
   *
   * @return a name
   */
  String name();

  /**
   * Returns why it cannot run here.
   *
   * @return what is missing and how to get it, empty if all is there
   */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /**
   * Makes what it needs beside the model, unless it is there.
   *
   * @param folder with the model's files
   * @throws Exception if it cannot be made
   */
  default void prepare(Path folder) throws Exception {}

  /**
   * Returns what starts it.
   *
   * @param folder with the model's files
   * @param port to listen on
   * @return a program and its arguments
   */
  List<String> command(Path folder, int port);

  /**
   * Returns what its environment has beside ours.
   *
   * @return values by name
   */
  default Map<String, String> environment() {
    return Map.of();
  }

  /**
   * Returns what it is made of. Asked after {@link #prepare}.
   *
   * @return versions by name
   * @throws Exception if they cannot be had
   */
  default Map<String, String> facts() throws Exception {
    return Map.of();
  }
}
