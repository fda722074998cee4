package dev.slipway.registry.mlflow.internal.cache;

import dev.slipway.registry.mlflow.internal.artifacts.Download.Received;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A version that is being downloaded, under its lock. What is there of it stays when the process
 * ends, and the next one goes on with it. Closing lets the lock go. Not thread-safe.
 */
public final class CacheEntry implements AutoCloseable {

  /** What lies unfinished for longer is removed: a source may have changed. */
  private static final Duration LONGEST_PARTIAL = Duration.ofHours(24);

  private final PackageCache cache;
  private final CacheLock lock;
  private final Path partial;
  private final Path versionFile;
  private SortedMap<String, FileRecord> files = new TreeMap<>();

  CacheEntry(PackageCache cache, CacheLock lock, String key, Path versionFile) {
    this.cache = cache;
    this.lock = lock;
    this.partial = cache.partial(key);
    this.versionFile = versionFile;
  }

  /**
   * Goes on with what another process left of the same source, or begins.
   *
   * @param source where the files are, as the registry says
   * @return the folder for the unfinished file
   * @throws IOException if the cache cannot be written
   */
  public Path begin(String source) throws IOException {
    removeAbandoned();
    Path note = partial.resolve("source");
    boolean same =
        Files.exists(note) && Files.readString(note, StandardCharsets.UTF_8).equals(source);
    if (!same || isOld(note)) {
      DurableFiles.removeTree(partial);
      Files.createDirectories(PackageCache.folder(partial));
      DurableFiles.replace(note, source);
    }
    files = readList();
    return partial;
  }

  private SortedMap<String, FileRecord> readList() throws IOException {
    Path list = PackageCache.list(partial);
    try {
      return FileRecord.read(list);
    } catch (IOException damaged) {
      Files.delete(list);
      return new TreeMap<>();
    }
  }

  private static boolean isOld(Path file) throws IOException {
    FileTime written = Files.getLastModifiedTime(file);
    return written.toInstant().isBefore(Instant.now().minus(LONGEST_PARTIAL));
  }

  /** Removes what processes left that were ended and never came back. */
  private void removeAbandoned() throws IOException {
    Path all = cache.partials();
    if (!Files.isDirectory(all)) {
      return;
    }
    List<Path> others;
    try (Stream<Path> found = Files.list(all)) {
      others = found.filter(path -> !path.equals(partial)).toList();
    }
    for (Path other : others) {
      Path note = other.resolve("source");
      if (!Files.exists(note) || isOld(note)) {
        try (CacheLock taken =
            CacheLock.tryTake(cache.lockFile(other.getFileName().toString())).orElse(null)) {
          if (taken != null) {
            DurableFiles.removeTree(other);
          }
        }
      }
    }
  }

  /**
   * Returns whether a file is here already, whole and unchanged.
   *
   * @param path from the top
   * @param bytes its listed size, -1 if none is listed
   * @return whether it need not be downloaded
   * @throws IOException if the cache cannot be read
   */
  public boolean has(String path, long bytes) throws IOException {
    FileRecord record = files.get(path);
    return record != null
        && (bytes < 0 || record.bytes() == bytes)
        && record.seemsUnchanged(PackageCache.folder(partial));
  }

  /**
   * Returns how large the files are that are here.
   *
   * @return the bytes of all of them together
   */
  public long bytes() {
    return files.values().stream().mapToLong(FileRecord::bytes).sum();
  }

  /**
   * Returns where a file belongs; the folders above it are made, and what was there is removed.
   *
   * @param path from the top
   * @return the file
   * @throws IOException if the cache cannot be written
   */
  public Path target(String path) throws IOException {
    Path target = PackageCache.folder(partial).resolve(path);
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(target);
    return target;
  }

  /**
   * Notes that a file is here.
   *
   * @param received what came
   * @throws IOException if the cache cannot be written
   */
  public void add(Received received) throws IOException {
    Path file = PackageCache.folder(partial).resolve(received.path());
    FileRecord record = FileRecord.of(received, file);
    DurableFiles.append(PackageCache.list(partial), record.toLine());
    files.put(record.path(), record);
  }

  /**
   * Forgets files that do not belong to the version any more.
   *
   * @param paths those that do
   * @throws IOException if the cache cannot be written
   */
  public void keepOnly(Set<String> paths) throws IOException {
    Set<String> others = new HashSet<>(files.keySet());
    others.removeAll(paths);
    for (String other : others) {
      Files.deleteIfExists(PackageCache.folder(partial).resolve(other));
      files.remove(other);
    }
    StringBuilder lines = new StringBuilder();
    files.values().forEach(file -> lines.append(file.toLine()).append('\n'));
    DurableFiles.replace(PackageCache.list(partial), lines.toString());
  }

  /**
   * Returns the digest of the package as it is here.
   *
   * @return 64 hexadecimal digits
   */
  public String packageDigest() {
    return ContentDigest.ofPackage(files.values());
  }

  /**
   * Returns what is here of the package.
   *
   * @return the folder
   */
  public Path folder() {
    return PackageCache.folder(partial);
  }

  /**
   * Makes what is here the content of the version, at once for all readers.
   *
   * @param version what the registry said of it, as JSON
   * @param digest of the package
   * @param root the package within the folder: empty, or its only file
   * @return the version as it is cached now
   * @throws IOException if the cache cannot be written
   */
  public CachedVersion commit(String version, String digest, String root) throws IOException {
    String key = ContentDigest.ofAll(files.values());
    CachedVersion cached = new CachedVersion(version, digest, key, root, bytes(), Instant.now());
    Path content = cache.content(key);
    Files.createDirectories(cache.contents());
    CacheLock committing = CacheLock.take(cache.lockFile(key), forCommit());
    try {
      if (cache.locate(cached, PackageCache.Care.CONTENT).isPresent()) {
        DurableFiles.removeTree(partial);
      } else {
        DurableFiles.removeTree(content);
        DurableFiles.forceTree(partial);
        Files.move(partial, content, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.force(cache.contents());
        cache.trust(key, files);
      }
    } finally {
      committing.close();
    }
    DurableFiles.replace(versionFile, cached.toJson());
    return cached;
  }

  private static Deadline forCommit() {
    return Deadline.in(Duration.ofMinutes(5));
  }

  /**
   * Throws away what is here.
   *
   * @throws IOException if the cache cannot be written
   */
  public void discard() throws IOException {
    DurableFiles.removeTree(partial);
    files = new TreeMap<>();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
