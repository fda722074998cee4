package dev.slipway.batch.internal.output;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An output that is there as a whole or not at all. Everything is written into a working directory
 * beside it, and moved to its name in one step. What runs that died have left is removed by the
 * next one. Not thread-safe.
 */
public final class Output implements AutoCloseable {

  private static final String SUFFIX = ".slipway-tmp";
  private static final int UUID_LENGTH = 36;

  private final Path target;
  private final OutputLock lock;
  private final Path work;

  private Output(Path target, OutputLock lock, Path work) {
    this.target = target;
    this.lock = lock;
    this.work = work;
  }

  /** Whether an output is one file or a directory of them. */
  public enum Kind {
    /** One file, which replaces one that is there. */
    FILE,
    /** A new directory of part files, or one in the place of an empty directory. */
    DIRECTORY
  }

  /**
   * Prepares an output.
   *
   * @param path its name
   * @param kind what it will be
   * @return the output, which the caller closes
   * @throws InvalidInputException if it cannot be written there
   * @throws dev.slipway.OverloadedException if another job is writing it
   */
  public static Output open(Path path, Kind kind) {
    try {
      Path target = check(path, kind);
      OutputLock lock = OutputLock.take(target);
      try {
        removeStale(target);
        Path work = target.resolveSibling(prefix(target) + UUID.randomUUID() + SUFFIX);
        return new Output(target, lock, Files.createDirectory(work));
      } catch (IOException | RuntimeException fault) {
        lock.close();
        throw fault;
      }
    } catch (IOException fault) {
      throw unwritable(path, reason(fault), fault);
    }
  }

  /**
   * Returns where the output will be.
   *
   * @return its name, absolute and without links
   */
  public Path target() {
    return target;
  }

  /**
   * Returns a place for files on the way.
   *
   * @param name without directories
   * @return a path in the working directory
   */
  public Path work(String name) {
    return work.resolve(name);
  }

  /**
   * Makes a finished file or directory the output; it survives a loss of power from then on.
   *
   * @param finished a path in the working directory
   * @throws UnconfirmedOutputException if it is the output now, but that is not known to be on disk
   * @throws IOException if a write fails; the output is then as it was before
   */
  public void publish(Path finished) throws IOException {
    Durable.publish(finished, target);
  }

  /** Removes the working directory and gives the output free for other jobs. */
  @Override
  public void close() throws IOException {
    try (lock) {
      Trees.delete(work);
    }
  }

  private static Path check(Path path, Kind kind) throws IOException {
    if (path.getFileName() == null) {
      throw unwritable(path, "it names no file, expected a name", null);
    }
    Path absolute = path.toAbsolutePath();
    Path target = Files.exists(absolute) ? absolute.toRealPath() : absolute;
    Path parent = target.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw unwritable(path, parent + " is not a directory, expected one (create it)", null);
    }
    checkKind(path, target, kind);
    return parent.toRealPath().resolve(target.getFileName());
  }

  private static void checkKind(Path path, Path target, Kind kind) throws IOException {
    if (kind == Kind.FILE && Files.isDirectory(target)) {
      throw unwritable(path, "it is a directory, expected a file", null);
    }
    if (kind == Kind.DIRECTORY && Files.isRegularFile(target)) {
      throw unwritable(path, "it is a file, expected a directory", null);
    }
    if (kind == Kind.DIRECTORY && Files.isDirectory(target) && !Trees.isEmpty(target)) {
      throw unwritable(
          path, "the directory is not empty, expected a new or an empty one (remove it)", null);
    }
  }

  private static void removeStale(Path target) throws IOException {
    String prefix = prefix(target);
    Path directory = Objects.requireNonNull(target.getParent());
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(directory)) {
      for (Path sibling : siblings) {
        String name = sibling.getFileName().toString();
        boolean ofThis = name.length() == prefix.length() + UUID_LENGTH + SUFFIX.length();
        if (ofThis && name.startsWith(prefix) && name.endsWith(SUFFIX)) {
          Trees.delete(sibling);
        }
      }
    }
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + ".";
  }

  private static String reason(IOException fault) {
    return fault instanceof AccessDeniedException denied
        ? "no permission to write " + denied.getFile()
        : String.valueOf(fault.getMessage());
  }

  private static InvalidInputException unwritable(
      Path path, String fact, @Nullable IOException cause) {
    return new InvalidInputException(
        ErrorCode.INVALID_INPUT, "Cannot write " + path + ": " + fact, cause);
  }
}
