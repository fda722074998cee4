package dev.slipway.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of this repository are. */
public final class Repository {

  private Repository() {}

  /**
   * Returns the top of the repository that the working directory is in.
   *
   * @return a directory with the {@code slipway} command
   * @throws IllegalStateException if the working directory is elsewhere
   */
  public static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("examples/flight-delay/model"))) {
        return folder;
      }
    }
    throw new IllegalStateException("Cannot find the repository: " + start + " is not in it");
  }
}
