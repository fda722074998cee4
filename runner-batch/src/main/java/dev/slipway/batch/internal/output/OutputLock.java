package dev.slipway.batch.internal.output;

import dev.slipway.ErrorCode;
import dev.slipway.OverloadedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write one output, held by at most one job on this machine: a lock on a file beside
 * the output, which the system gives back when the process ends in whatever way.
 */
final class OutputLock implements AutoCloseable {

  private static final String SUFFIX = ".slipway-lock";

  /**
   * The lock files of this process. The system's locks belong to processes, and closing any handle
   * of a file gives all of the process's locks on it back: a file that is here is not opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private OutputLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of an output.
   *
   * @param output an absolute path without links
   * @throws OverloadedException if another job has it
   * @throws IOException if the lock file cannot be written
   */
  static OutputLock take(Path output) throws IOException {
    Path file = output.resolveSibling("." + output.getFileName() + SUFFIX);
    if (!HELD.add(file)) {
      throw taken(output);
    }
    OutputLock lock = null;
    try {
      while (lock == null) {
        lock = tryTake(output, file);
      }
      return lock;
    } finally {
      if (lock == null) {
        HELD.remove(file);
      }
    }
  }

  /** Returns the lock, or null if the file was deleted by its last owner meanwhile. */
  private static @Nullable OutputLock tryTake(Path output, Path file) throws IOException {
    boolean kept = false;
    FileChannel channel = null;
    try {
      Object key = create(file);
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw taken(output);
      }
      kept = Objects.equals(key, key(file));
      return kept ? new OutputLock(file, channel) : null;
    } catch (NoSuchFileException deleted) {
      return null;
    } finally {
      if (channel != null && !kept) {
        channel.close();
      }
    }
  }

  /** Returns what tells the file from one that has its name later. */
  private static Object create(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException runningOrDied) {
      // the lock tells which
    } catch (NoSuchFileException nowhere) {
      // Not what the caller takes for a lock that was given back: no file can be made here.
      throw new FileSystemException(file.toString(), null, "no file can be made here");
    }
    return key(file);
  }

  /** Asks without opening the file. */
  private static Object key(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return Objects.requireNonNullElse(key, file);
  }

  private static OverloadedException taken(Path output) {
    return new OverloadedException(
        ErrorCode.OVERLOADED,
        "Cannot write "
            + output
            + ": another job is writing it, expected one job at a time (wait for it, or choose"
            + " another output)",
        null);
  }

  /** Deletes the lock file, then gives the lock back. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } finally {
      HELD.remove(file);
    }
  }
}
