package dev.slipway.registry.mlflow.internal.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How many files a folder holds: one too many is a change like any other. */
final class FileCount {

  private FileCount() {}

  static long of(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !Files.isDirectory(path)).count();
    }
  }
}
