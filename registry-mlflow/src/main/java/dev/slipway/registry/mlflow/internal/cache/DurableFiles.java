package dev.slipway.registry.mlflow.internal.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** Writes that are there whole or not at all, and stay there. */
final class DurableFiles {

  private DurableFiles() {}

  /** Replaces a file's text; readers see the old or the new one. */
  static void replace(Path file, String text) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent(), "a file in a folder");
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "new-", ".tmp");
    write(fresh, text, StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(folder);
  }

  /** Appends a line. */
  static void append(Path file, String line) throws IOException {
    write(file, line + "\n", StandardOpenOption.APPEND);
  }

  private static void write(Path file, String text, StandardOpenOption how) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /** Makes a folder's entries durable, where the file system can do that. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException foldersCannotBeOpened) {
      if (!System.getProperty("os.name").startsWith("Windows")) {
        throw foldersCannotBeOpened;
      }
    }
  }

  /** Makes the entries of a folder and of all below it durable. */
  static void forceTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            force(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Removes a folder with all that it holds, if it is there. */
  static void removeTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failed;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path dir, @SuppressWarnings("unused") IOException e) throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
