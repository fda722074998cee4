package dev.slipway.benchmarks.serving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other programs, run to their end. */
final class Programs {

  private Programs() {}

  /**
   * Runs a program.
   *
   * @return what it wrote
   * @throws IllegalStateException if it fails, with what it wrote
   */
  static String run(List<String> command, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "Cannot run " + command + ": it ended with " + process.exitValue() + ": " + said);
    }
    return said.strip();
  }

  /** Runs a program and returns what it wrote; empty if it is not there or fails. */
  static Optional<String> ask(String... command) {
    try {
      return Optional.of(run(List.of(command), Path.of("").toAbsolutePath(), Map.of()));
    } catch (IOException | IllegalStateException absent) {
      return Optional.empty();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
