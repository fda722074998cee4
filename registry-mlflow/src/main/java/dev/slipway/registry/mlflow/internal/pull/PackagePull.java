package dev.slipway.registry.mlflow.internal.pull;

import dev.slipway.SlipwayException;
import dev.slipway.core.ModelPackage;
import dev.slipway.registry.mlflow.internal.artifacts.ArtifactSource;
import dev.slipway.registry.mlflow.internal.artifacts.ArtifactWalk;
import dev.slipway.registry.mlflow.internal.artifacts.Download;
import dev.slipway.registry.mlflow.internal.artifacts.DownloadLimits;
import dev.slipway.registry.mlflow.internal.cache.CacheEntry;
import dev.slipway.registry.mlflow.internal.cache.CachedVersion;
import dev.slipway.registry.mlflow.internal.cache.PackageCache;
import dev.slipway.registry.mlflow.internal.cache.PackageCache.Care;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.Failures;
import dev.slipway.registry.mlflow.internal.http.PatientClient;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import dev.slipway.registry.mlflow.internal.rest.ListedFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Downloads versions into a cache, one process at a time for each. Thread-safe. */
public final class PackagePull {

  private static final Set<String> MANIFESTS = Set.of("MLmodel", "slipway.yaml", "saved_model.pb");

  private final PatientClient http;
  private final PackageCache cache;
  private final DownloadLimits limits;

  /**
   * Downloads into a cache.
   *
   * @param http makes the requests
   * @param cache where to
   * @param limits how much a download may bring
   */
  public PackagePull(PatientClient http, PackageCache cache, DownloadLimits limits) {
    this.http = http;
    this.cache = cache;
    this.limits = limits;
  }

  /**
   * What is to be downloaded.
   *
   * @param name of the model
   * @param version its number or id
   * @param json what the registry said of it
   * @param digest what the package's digest must be, if that is known
   */
  public record Wanted(String name, String version, String json, Optional<String> digest) {}

  /**
   * Where a version is.
   *
   * @param uri as the registry gives it
   * @param source what lists and gives its files
   */
  public record Located(String uri, ArtifactSource source) {}

  /** Asks where a version is; not asked if another process has downloaded it meanwhile. */
  @FunctionalInterface
  public interface Locator {
    /**
     * Asks.
     *
     * @return where it is
     * @throws TransferException if that cannot be found out
     * @throws InterruptedIOException if the thread was interrupted; it still is
     */
    Located locate() throws TransferException, InterruptedIOException;
  }

  /**
   * Downloads a version, unless its content is in the cache and right.
   *
   * @param wanted which one
   * @param locator says where it is
   * @param deadline when it must be over
   * @return the version as it is cached now
   * @throws TransferException if it cannot come; the cache has no half version
   * @throws InterruptedIOException if the thread was interrupted; it still is
   */
  public CachedVersion pull(Wanted wanted, Locator locator, Deadline deadline)
      throws TransferException, InterruptedIOException {
    try (CacheEntry entry = cache.open(wanted.name(), wanted.version(), deadline)) {
      Optional<CachedVersion> there = cache.version(wanted.name(), wanted.version());
      if (there.isPresent()
          && fits(wanted, there.get())
          && cache.locate(there.get(), Care.CONTENT).isPresent()) {
        return there.get();
      }
      Wanted pinned = there.isPresent() ? pinned(wanted, there.get()) : wanted;
      return download(pinned, locator.locate(), entry, deadline);
    } catch (TransferException | InterruptedIOException told) {
      throw told;
    } catch (IOException local) {
      throw new TransferException(
          Kind.LOCAL,
          "the cache "
              + cache.root()
              + " cannot be used ("
              + Failures.reason(local)
              + "), expected a folder with room that this user can write",
          local);
    }
  }

  private static boolean fits(Wanted wanted, CachedVersion there) {
    return wanted.digest().isEmpty() || wanted.digest().get().equals(there.digest());
  }

  /** What was downloaded once is what this version must be for ever. */
  private static Wanted pinned(Wanted wanted, CachedVersion there) {
    Optional<String> digest = wanted.digest().or(() -> Optional.of(there.digest()));
    return new Wanted(wanted.name(), wanted.version(), wanted.json(), digest);
  }

  private CachedVersion download(
      Wanted wanted, Located located, CacheEntry entry, Deadline deadline) throws IOException {
    Download download = new Download(http, entry.begin(located.uri()));
    List<ListedFile> files = ArtifactWalk.of(located.source(), limits, deadline);
    entry.keepOnly(files.stream().map(ListedFile::path).collect(Collectors.toSet()));
    try {
      for (ListedFile file : files) {
        if (!entry.has(file.path(), file.bytes().orElse(-1))) {
          entry.add(
              download.receive(
                  file,
                  located.source().place(file.path()),
                  entry.target(file.path()),
                  Math.max(0, limits.bytes() - entry.bytes()),
                  deadline));
        }
      }
      String root = root(files);
      String digest = digest(entry, root);
      if (wanted.digest().isPresent() && !wanted.digest().get().equals(digest)) {
        entry.discard();
        throw changed(wanted.digest().get(), digest);
      }
      return entry.commit(wanted.json(), digest, root);
    } catch (TransferException told) {
      if (told.kind() == Kind.LOCAL) {
        entry.discard();
      }
      throw told;
    }
  }

  private static String root(List<ListedFile> files) {
    String only = files.get(0).path();
    boolean isFile =
        files.size() == 1
            && !MANIFESTS.contains(only)
            && only.matches("(?i)[^/]*\\.(onnx|tflite|zip)");
    return isFile ? only : "";
  }

  private static String digest(CacheEntry entry, String root) throws TransferException {
    if (!root.endsWith(".zip")) {
      return entry.packageDigest();
    }
    try {
      return ModelPackage.digest(entry.folder().resolve(root));
    } catch (SlipwayException unsound) {
      throw new TransferException(Kind.UNSAFE, String.valueOf(unsound.getMessage()), unsound);
    }
  }

  private static TransferException changed(String expected, String found) {
    return new TransferException(
        Kind.UNSAFE,
        "the digest of what the server gives is "
            + found
            + ", expected "
            + expected
            + " as registered (its files were changed after that; register them as a new version)",
        null);
  }
}
