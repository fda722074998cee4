package dev.slipway.core.internal.pack.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to add variants to a package, or to make a package with variants at a place: one
 * process has it at a time. Taking it removes what a process that was killed has left there, in the
 * package and beside it. Not thread-safe.
 */
public final class PackageClaim implements AutoCloseable {

  private final Path target;
  private final Path file;
  private final FileChannel channel;

  private PackageClaim(Path target, Path file, FileChannel channel) {
    this.target = target;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the right; does not wait for it.
   *
   * @param target a package or a free place, an absolute path
   * @return to be closed when all is written
   * @throws IOException if another process or call has it, or nothing can be written there
   */
  public static PackageClaim of(Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("Cannot write " + target + ": there is no folder above it");
    }
    Path file = Leftovers.beside(target, "lock");
    try {
      @Nullable PackageClaim claim = null;
      while (claim == null) {
        claim = attempt(target, file);
      }
      claim.clear();
      return claim;
    } catch (IOException failed) {
      throw String.valueOf(failed.getMessage()).startsWith("Cannot ")
          ? failed
          : TemporaryPath.failure(target, failed);
    }
  }

  /** Returns the right, or null if its file was deleted by who had it before. */
  private static @Nullable PackageClaim attempt(Path target, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    PackageClaim claim = new PackageClaim(target, file, channel);
    boolean done = false;
    try {
      if (channel.tryLock() == null) {
        throw taken(target);
      }
      done = claim.isThere();
      return done ? claim : null;
    } catch (OverlappingFileLockException inThisProcess) {
      throw taken(target);
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  private static IOException taken(Path target) {
    return new IOException(
        "Cannot write "
            + target
            + ": somebody else is adding variants to it, expected one at a time (try again when"
            + " that has ended)");
  }

  /** Tells whether the file that is locked is the one that others would lock. */
  private boolean isThere() throws IOException {
    String mark = UUID.randomUUID().toString();
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.UTF_8)), 0);
    try {
      return Files.readString(file).equals(mark);
    } catch (NoSuchFileException deleted) {
      return false;
    }
  }

  /** Returns the package or place. */
  Path target() {
    return target;
  }

  private void clear() throws IOException {
    boolean done = false;
    try {
      Leftovers.clear(target);
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    // Deleted while it is locked, so that nobody has locked what is deleted.
    Files.deleteIfExists(file);
    channel.close();
  }
}
