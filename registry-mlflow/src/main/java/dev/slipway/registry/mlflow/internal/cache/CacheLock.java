package dev.slipway.registry.mlflow.internal.cache;

import dev.slipway.registry.mlflow.internal.http.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Held while one version is downloaded; the operating system lets it go with the process. */
final class CacheLock implements AutoCloseable {

  private static final long POLL_MILLIS = 20;

  private final FileChannel channel;

  private CacheLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until no other process and no other thread of this one holds it. */
  static CacheLock take(Path file, Deadline deadline) throws IOException {
    while (true) {
      Optional<CacheLock> taken = tryTake(file);
      if (taken.isPresent()) {
        return taken.get();
      }
      deadline.remaining();
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  /** Takes it if nobody holds it. */
  static Optional<CacheLock> tryTake(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new CacheLock(channel));
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      // Like one that another process holds.
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
