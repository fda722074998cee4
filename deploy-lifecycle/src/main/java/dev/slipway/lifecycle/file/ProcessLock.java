package dev.slipway.lifecycle.file;

import dev.slipway.ErrorCode;
import dev.slipway.RegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to do something, held by at most one thread on this machine: a lock on a file, which
 * the system gives back when the process ends in whatever way. Its holder may delete the file.
 */
final class ProcessLock implements AutoCloseable {

  private static final long FIRST_WAIT_NANOS = 200_000;
  private static final long LONGEST_WAIT_NANOS = 10_000_000;

  /**
   * The lock files of this process. The system's locks belong to processes, and closing any handle
   * of a file gives all of the process's locks on it back: a file that is here is not opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private ProcessLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @param file absolute, in a folder that is there; made if it is not there
   * @throws RegistryException with {@code REGISTRY_UNAVAILABLE} if others hold it for too long
   * @throws IOException if the file cannot be written
   */
  static ProcessLock take(Path file, Duration patience) throws IOException {
    long start = System.nanoTime();
    long wait = FIRST_WAIT_NANOS;
    for (; ; ) {
      Optional<ProcessLock> lock = tryTake(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (System.nanoTime() - start > patience.toNanos()
          || Thread.currentThread().isInterrupted()) {
        throw new RegistryException(
            ErrorCode.REGISTRY_UNAVAILABLE,
            "Cannot change the registry: another process has held "
                + file
                + " for "
                + patience.toSeconds()
                + " s, expected milliseconds (try again later)",
            null);
      }
      LockSupport.parkNanos(wait);
      wait = Math.min(2 * wait, LONGEST_WAIT_NANOS);
    }
  }

  /** Returns the lock, or nothing if another thread or process has it. */
  static Optional<ProcessLock> tryTake(Path given) throws IOException {
    Path file = given.resolveSibling("").toRealPath().resolve(given.getFileName());
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean locked = false;
    try {
      Object before = key(file);
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // Who held the lock may have deleted the file: then others lock one that is there now.
      locked = channel.tryLock() != null && before.equals(key(file));
      return locked ? Optional.of(new ProcessLock(file, channel)) : Optional.empty();
    } finally {
      if (!locked) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  /** Returns what tells the file from one that has its name later; makes it if it is not there. */
  private static Object key(Path file) throws IOException {
    while (true) {
      try {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
      } catch (NoSuchFileException none) {
        make(file);
      }
    }
  }

  private static void make(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException another) {
      // Somebody else was quicker.
      assert another != null;
    }
  }

  /** Gives the lock back, which the system does also where closing fails. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException givenBack) {
      assert givenBack != null;
    } finally {
      HELD.remove(file);
    }
  }
}
