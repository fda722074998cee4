package dev.slipway.lifecycle;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.core.ModelPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Compares packages with their digests, each once as long as its files stay as they were: a file
 * counts as the same while its identity, size and time of change are. Thread-safe.
 */
public final class VerifiedPackages {

  private record Key(Path location, String digest) {}

  private record Seen(Object file, long size, long changed) {}

  private final Map<Key, Map<Path, Seen>> verified = new ConcurrentHashMap<>();

  /** Creates an empty memory. */
  public VerifiedPackages() {}

  /**
   * Verifies a package, unless that was done before and nothing changed.
   *
   * @param location a directory, a model file or a zip
   * @param digest what its digest must be
   * @param task what is being done, as {@code Cannot fetch flight-delay 3}
   * @throws InvalidPackageException with {@code INVALID_PACKAGE} if the digest is another, or
   *     {@code MODEL_NOT_FOUND} if nothing is there
   */
  public void verify(Path location, String digest, String task) {
    Key key = new Key(location, digest);
    Map<Path, Seen> before = filesOf(location);
    if (before.equals(verified.get(key))) {
      return;
    }
    String actual = ModelPackage.digest(location);
    if (!actual.equals(digest)) {
      verified.remove(key);
      String fact = "is " + actual + ", expected " + digest;
      throw new InvalidPackageException(
          ErrorCode.INVALID_PACKAGE,
          task,
          List.of(
              new Problem(
                  "digest of " + location,
                  fact + " (the package was changed after it was registered)")));
    }
    verified.put(key, before);
  }

  /** Returns what tells whether files changed; empty if they cannot be listed. */
  private static Map<Path, Seen> filesOf(Path location) {
    Map<Path, Seen> seen = new HashMap<>();
    try (Stream<Path> files = Files.walk(location)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file)) {
          seen.put(file, seen(file, file.getFileSystem().supportedFileAttributeViews()));
        }
      }
    } catch (IOException | UncheckedIOException unreadable) {
      return Map.of();
    }
    return seen;
  }

  /** The time of change of an inode, where there is one, is nobody's to set. */
  private static Seen seen(Path file, Set<String> views) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    Object identity = now.fileKey() == null ? file : now.fileKey();
    FileTime changed =
        views.contains("unix")
            ? (FileTime) Files.getAttribute(file, "unix:ctime")
            : now.lastModifiedTime();
    return new Seen(identity, now.size(), changed.to(TimeUnit.NANOSECONDS));
  }
}
