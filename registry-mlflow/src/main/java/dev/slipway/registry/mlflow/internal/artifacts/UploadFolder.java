package dev.slipway.registry.mlflow.internal.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A private copy of a package on its way to a server; removed when closed. */
public final class UploadFolder implements AutoCloseable {

  private final Path path;

  private UploadFolder(Path path) {
    this.path = path;
  }

  /** Makes an empty folder that only this user can read. */
  public static UploadFolder create() throws IOException {
    return new UploadFolder(Files.createTempDirectory("slipway-upload-"));
  }

  /** Returns the folder. */
  public Path path() {
    return path;
  }

  /** Returns the paths of all files, from the top, sorted. */
  public List<String> files() {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile)
          .map(file -> path.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the size of all files together. */
  public long bytes() {
    long bytes = 0;
    for (String file : files()) {
      bytes += path.resolve(file).toFile().length();
    }
    return bytes;
  }

  /** Returns what tells the content from any other, a signature beside it included. */
  public String contentDigest() {
    StringBuilder lines = new StringBuilder();
    for (String file : files()) {
      try {
        lines.append(Sha256.of(path.resolve(file))).append("  ").append(file).append('\n');
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return Sha256.of(lines.toString());
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
