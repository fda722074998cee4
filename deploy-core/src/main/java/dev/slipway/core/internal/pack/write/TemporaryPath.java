package dev.slipway.core.internal.pack.write;

import dev.slipway.core.internal.pack.files.FileErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * A hidden name beside a file or folder, for what becomes it in one move. Closing removes what is
 * still there.
 */
final class TemporaryPath implements AutoCloseable {

  private final Path path;

  private TemporaryPath(Path path) {
    this.path = path;
  }

  /**
   * Returns a name that nothing has.
   *
   * @param target an absolute path
   */
  static TemporaryPath beside(Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("Cannot write " + target + ": there is no folder above it");
    }
    return new TemporaryPath(folder.resolve("." + target.getFileName() + ".slipway-" + random()));
  }

  /**
   * Returns a name that nothing has, for who has a {@link PackageClaim}.
   *
   * @param target an absolute path
   */
  static TemporaryPath adding(Path target) {
    return new TemporaryPath(Leftovers.beside(target, random()));
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(0, 13);
  }

  Path path() {
    return path;
  }

  /** Returns an error that says what could not be written and why. */
  static IOException failure(Path target, IOException failed) {
    String reason =
        failed instanceof NoSuchFileException
            ? "no file can be made there"
            : FileErrors.reason(failed);
    return new IOException("Cannot write " + target + ": " + reason, failed);
  }

  /** Makes a file or the names in a folder outlast a loss of power. */
  static void sync(Path path) throws IOException {
    boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    StandardOpenOption how = folder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path folder, @SuppressWarnings("unused") IOException e) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
