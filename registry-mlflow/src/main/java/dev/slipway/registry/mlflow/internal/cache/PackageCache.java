package dev.slipway.registry.mlflow.internal.cache;

import dev.slipway.registry.mlflow.internal.artifacts.Sha256;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cache of one server's versions; docs/registry-mlflow.md has its layout. Thread-safe, and safe
 * for many processes.
 */
public final class PackageCache {

  private static final String FORMAT = "slipway-mlflow-cache/1";

  private final Path root;
  private final String server;

  /** Content that was read and found right, as it was then; read again when it has changed. */
  private final Map<String, SortedMap<String, FileRecord>> verified = new ConcurrentHashMap<>();

  /**
   * Takes a folder, which is made when something is written.
   *
   * @param root the cache's folder, shared by all servers
   * @param server whose versions
   */
  public PackageCache(Path root, URI server) {
    this.root = root;
    this.server = server.toString();
  }

  /**
   * Returns where the cache is.
   *
   * @return the folder
   */
  public Path root() {
    return root;
  }

  /**
   * Returns what is known of a version.
   *
   * @param name of the model
   * @param version its number or id
   * @return its content, which may be damaged
   */
  public Optional<CachedVersion> version(String name, String version) {
    return CachedVersion.read(versionFile(name, version));
  }

  /**
   * What an alias or a stage meant.
   *
   * @param version the number
   * @param since when the server said so
   */
  public record Pointer(String version, String since) {}

  /**
   * Returns which version an alias or a stage last meant.
   *
   * @param name of the model
   * @param selector the alias or stage, and which of both
   * @return the number, and when the file that says so was written
   */
  public Optional<Pointer> pointer(String name, String selector) {
    try {
      String text = Files.readString(pointerFile(name, selector), StandardCharsets.UTF_8).strip();
      int space = text.indexOf(' ');
      return text.matches("[0-9]{1,9} \\S{1,40}")
          ? Optional.of(new Pointer(text.substring(0, space), text.substring(space + 1)))
          : Optional.empty();
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /**
   * Remembers which version an alias or a stage means.
   *
   * @param name of the model
   * @param selector the alias or stage, and which of both
   * @param text the number and the time
   * @throws IOException if it cannot be written
   */
  public void point(String name, String selector, String text) throws IOException {
    begin();
    DurableFiles.replace(pointerFile(name, selector), text + "\n");
  }

  /**
   * Returns where a version's package is, if it is as it was downloaded.
   *
   * @param version which one
   * @param care how carefully to look
   * @return the folder or file
   * @throws IOException if it cannot be read
   */
  public Optional<Path> locate(CachedVersion version, Care care) throws IOException {
    Path content = content(version.content());
    if (!Files.isDirectory(content)) {
      return Optional.empty();
    }
    SortedMap<String, FileRecord> files;
    try {
      files = FileRecord.read(list(content));
    } catch (IOException damaged) {
      return Optional.empty();
    }
    boolean known = files.equals(verified.get(version.content()));
    boolean sound =
        (seemUnchanged(content, files) && (known || care == Care.SIZES))
            || isUnchanged(content, version.content(), files);
    if (!sound) {
      return Optional.empty();
    }
    Path folder = folder(content);
    return Optional.of(version.root().isEmpty() ? folder : folder.resolve(version.root()));
  }

  /** How carefully to look at what is cached. */
  public enum Care {
    /** Sizes and times are compared; content only where they differ. */
    SIZES,
    /** Content is read, once as long as sizes and times stay. */
    CONTENT
  }

  private static boolean seemUnchanged(Path content, SortedMap<String, FileRecord> files)
      throws IOException {
    for (FileRecord file : files.values()) {
      if (!file.seemsUnchanged(folder(content))) {
        return false;
      }
    }
    return !files.isEmpty() && FileCount.of(folder(content)) == files.size();
  }

  private boolean isUnchanged(Path content, String key, SortedMap<String, FileRecord> files)
      throws IOException {
    if (files.isEmpty()
        || FileCount.of(folder(content)) != files.size()
        || !ContentDigest.ofAll(files.values()).equals(key)) {
      return false;
    }
    for (FileRecord file : files.values()) {
      Path path = folder(content).resolve(file.path());
      if (!Files.isRegularFile(path)
          || Files.size(path) != file.bytes()
          || !Sha256.of(path).equals(file.sha256())) {
        return false;
      }
    }
    verified.put(key, files);
    return true;
  }

  /**
   * Takes the lock of a version, so that one process at a time downloads it.
   *
   * @param name of the model
   * @param version its number or id
   * @param deadline when waiting must be over
   * @return a download that may go on or begin
   * @throws IOException if the cache cannot be written, or waiting took too long
   */
  public CacheEntry open(String name, String version, Deadline deadline) throws IOException {
    begin();
    String key = Sha256.of(server + "\n" + name + "\n" + version);
    CacheLock lock = CacheLock.take(lockFile(key), deadline);
    return new CacheEntry(this, lock, key, versionFile(name, version));
  }

  /** Takes content for right that was just written and digested. */
  void trust(String key, SortedMap<String, FileRecord> files) {
    verified.put(key, new TreeMap<>(files));
  }

  private void begin() throws IOException {
    Path format = root.resolve("format");
    if (!Files.exists(format)) {
      DurableFiles.replace(format, FORMAT + "\n");
    }
    String found = Files.readString(format, StandardCharsets.UTF_8).strip();
    if (!found.equals(FORMAT)) {
      throw new IOException(
          root
              + " is a cache of the format '"
              + found
              + "', expected "
              + FORMAT
              + " (remove it, or choose another folder)");
    }
  }

  Path partials() {
    return root.resolve("partial");
  }

  Path partial(String key) {
    return partials().resolve(key);
  }

  Path contents() {
    return root.resolve("contents");
  }

  Path content(String key) {
    return contents().resolve(key);
  }

  Path lockFile(String key) {
    return root.resolve("locks").resolve(key);
  }

  static Path list(Path content) {
    return content.resolve("files.jsonl");
  }

  static Path folder(Path content) {
    return content.resolve("package");
  }

  private Path versionFile(String name, String version) {
    return model(name).resolve("versions").resolve(Sha256.of(version) + ".json");
  }

  private Path pointerFile(String name, String selector) {
    return model(name).resolve("pointers").resolve(Sha256.of(selector));
  }

  private Path model(String name) {
    return root.resolve("models").resolve(Sha256.of(server + "\n" + name));
  }
}
