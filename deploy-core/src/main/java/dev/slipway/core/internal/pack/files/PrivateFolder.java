package dev.slipway.core.internal.pack.files;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A temporary folder that only this user can read; removed with all it holds when closed. */
public final class PrivateFolder implements AutoCloseable {

  private final Path path;

  private PrivateFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes a folder.
   *
   * @param task what it is for, as {@code Cannot unpack flight-delay.zip}
   * @return an empty folder
   * @throws EngineException if the machine has no place for it
   */
  public static PrivateFolder create(String task) {
    try {
      String prefix = "slipway-" + ProcessHandle.current().pid() + "-";
      // Readable by the owner only: that is what the JDK makes of a temporary directory.
      return new PrivateFolder(Files.createTempDirectory(prefix).toRealPath());
    } catch (IOException failed) {
      throw failure(task, failed);
    }
  }

  /**
   * Returns the error of a machine that cannot write temporary files.
   *
   * @param task what could not be done
   * @param failed what was caught
   * @return the error, to be thrown
   */
  public static EngineException failure(String task, IOException failed) {
    return new EngineException(
        ErrorCode.ENGINE_FAILURE,
        task
            + ": writing temporary files failed ("
            + FileErrors.reason(failed)
            + "), expected room in "
            + System.getProperty("java.io.tmpdir")
            + " (free some, or choose another place with -Djava.io.tmpdir)",
        failed);
  }

  /**
   * Returns where it is.
   *
   * @return an absolute path without links
   */
  public Path path() {
    return path;
  }

  /** Removes the folder; does nothing if it is gone. */
  @Override
  public void close() {
    if (!Files.exists(path)) {
      return;
    }
    try {
      Files.walkFileTree(path, new Removal());
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot remove the temporary folder " + path, failed);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path folder, @SuppressWarnings("unused") IOException e) throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
