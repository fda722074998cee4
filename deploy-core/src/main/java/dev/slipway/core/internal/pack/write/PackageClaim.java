package dev.slipway.core.internal.pack.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to add variants to a package, or to make a package with variants at a place: one
 * process has it at a time. Taking it removes what a process that was killed has left there, in the
 * package and beside it. Not thread-safe.
 */
public final class PackageClaim implements AutoCloseable {

  /** The files that this process has locked: closing any other handle of one would unlock it. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

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
    if (!HELD.add(file)) {
      throw taken(target);
    }
    boolean done = false;
    try {
      @Nullable PackageClaim claim = null;
      while (claim == null) {
        claim = attempt(target, file);
      }
      claim.clear();
      done = true;
      return claim;
    } catch (IOException failed) {
      throw String.valueOf(failed.getMessage()).startsWith("Cannot ")
          ? failed
          : TemporaryPath.failure(target, failed);
    } finally {
      if (!done) {
        HELD.remove(file);
      }
    }
  }

  /** Returns the right, or null if its file was deleted by who had it before. */
  private static @Nullable PackageClaim attempt(Path target, Path file) throws IOException {
    if (!Files.exists(file)) {
      FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    }
    Optional<Object> before = key(file);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean done = false;
    try {
      if (channel.tryLock() == null) {
        throw taken(target);
      }
      // Who had it before may have deleted the file: then others lock one that is there now.
      done = before.isPresent() && before.equals(key(file));
      return done ? new PackageClaim(target, file, channel) : null;
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  /** Returns what tells the file from one that has its name later; does not open it. */
  private static Optional<Object> key(Path file) throws IOException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return Optional.of(key == null ? file : key);
    } catch (NoSuchFileException deleted) {
      return Optional.empty();
    }
  }

  private static IOException taken(Path target) {
    return new IOException(
        "Cannot write "
            + target
            + ": somebody else is adding variants to it, expected one at a time (try again when"
            + " that has ended)");
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
    try {
      Files.deleteIfExists(file);
    } finally {
      channel.close();
      HELD.remove(file);
    }
  }
}
