package dev.slipway.batch.internal.output;

import dev.slipway.ErrorCode;
import dev.slipway.OverloadedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to write one output, held by at most one job on this machine: a lock on a file beside
 * the output, which the system gives back when the process ends in whatever way.
 */
final class OutputLock implements AutoCloseable {

  private static final String SUFFIX = ".slipway-lock";

  private final Path file;
  private final FileChannel channel;

  private OutputLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of an output.
   *
   * @throws OverloadedException if another job has it
   * @throws IOException if the lock file cannot be written
   */
  static OutputLock take(Path output) throws IOException {
    Path file = output.resolveSibling("." + output.getFileName() + SUFFIX);
    while (true) {
      OutputLock lock = tryTake(output, file);
      if (lock != null) {
        return lock;
      }
    }
  }

  /** Returns the lock, or null if the file was deleted by its last owner meanwhile. */
  private static @Nullable OutputLock tryTake(Path output, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean kept = false;
    try {
      if (!isLocked(channel)) {
        throw new OverloadedException(
            ErrorCode.OVERLOADED,
            "Cannot write "
                + output
                + ": another job is writing it, expected one job at a time"
                + " (wait for it, or choose another output)",
            null);
      }
      kept = isStillThere(file, channel);
      return kept ? new OutputLock(file, channel) : null;
    } finally {
      if (!kept) {
        channel.close();
      }
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException anotherJobOfThisProcess) {
      return false;
    }
  }

  /** A token written through the channel must be what the name leads to. */
  private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
    byte[] token = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0).write(ByteBuffer.wrap(token), 0);
    try {
      return Arrays.equals(Files.readAllBytes(file), token);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /** Deletes the lock file, then gives the lock back. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    }
  }
}
