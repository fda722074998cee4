package dev.slipway.batch.internal.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Moves that survive a loss of power. */
final class Durable {

  private Durable() {}

  /**
   * Moves a file or a directory of files to its final name, after all its bytes are on disk.
   *
   * @throws UnconfirmedOutputException if it was moved, but that is not known to be on disk
   */
  static void publish(Path finished, Path target) throws IOException {
    for (Path file : filesOf(finished)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    if (Files.isDirectory(finished)) {
      forceDirectory(finished);
    }
    Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    try {
      forceDirectory(Objects.requireNonNull(target.getParent()));
    } catch (IOException fault) {
      throw new UnconfirmedOutputException(target, fault);
    }
  }

  private static List<Path> filesOf(Path finished) throws IOException {
    if (!Files.isDirectory(finished)) {
      return List.of(finished);
    }
    try (Stream<Path> files = Files.list(finished)) {
      return files.toList();
    }
  }

  private static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException notOnWindows) {
      // There a directory cannot be opened; its entries are written with the move.
    }
  }
}
