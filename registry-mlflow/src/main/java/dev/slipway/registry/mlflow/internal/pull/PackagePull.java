package dev.slipway.registry.mlflow.internal.pull;

import dev.slipway.SlipwayException;
import dev.slipway.core.ModelPackage;
import dev.slipway.registry.mlflow.internal.artifacts.ArtifactSource;
import dev.slipway.registry.mlflow.internal.artifacts.ArtifactSources;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Downloads versions into a cache, one process at a time for each. Thread-safe. */
public final class PackagePull {

  private static final String MODEL_FILE = "(?i)[^/]*\\.(onnx|tflite|zip)";
  private static final String BUNDLE = "model.sig";
  private static final String BUNDLE_SUFFIX = ".sig";

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
   * @param signature the bundle that the registry keeps for it, if it keeps one; it counts instead
   *     of one among the files
   */
  public record Wanted(
      String name,
      String version,
      String json,
      Optional<String> digest,
      Optional<KeptSignature> signature) {

    boolean fits(CachedVersion there) {
      return hasContent(there) && signatureDigest().equals(there.signature());
    }

    boolean hasContent(CachedVersion there) {
      return digest.isEmpty() || digest.get().equals(there.digest());
    }

    String signatureDigest() {
      return signature.map(KeptSignature::sha256).orElse("");
    }

    /** What was downloaded once is what this version must be for ever. */
    Wanted pinned(CachedVersion there) {
      return new Wanted(
          name, version, json, digest.or(() -> Optional.of(there.digest())), signature);
    }
  }

  /**
   * A signature bundle that a registry keeps beside a version's files.
   *
   * @param sha256 of its content
   * @param place where it is
   */
  public record KeptSignature(String sha256, ArtifactSource.Place place) {}

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
          && wanted.fits(there.get())
          && cache.locate(there.get(), Care.CONTENT).isPresent()) {
        return there.get();
      }
      Wanted pinned = there.isPresent() ? wanted.pinned(there.get()) : wanted;
      Optional<Located> here =
          there.isPresent() && wanted.hasContent(there.get())
              ? here(there.get())
              : Optional.empty();
      Located located = here.isPresent() ? here.get() : locator.locate();
      return download(pinned, located, entry, deadline);
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

  /** Returns the files that were downloaded before, where only another signature is wanted. */
  private Optional<Located> here(CachedVersion there) throws IOException {
    Optional<Path> found = cache.locate(there, Care.CONTENT);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Path folder = there.root().isEmpty() ? found.get() : found.get().resolveSibling("");
    return Optional.of(new Located("cache " + there.content(), ArtifactSources.folder(folder)));
  }

  private CachedVersion download(
      Wanted wanted, Located located, CacheEntry entry, Deadline deadline) throws IOException {
    String source = located.uri() + " " + wanted.signatureDigest();
    Download download = new Download(http, entry.begin(source.strip()));
    List<ListedFile> files = new ArrayList<>(ArtifactWalk.of(located.source(), limits, deadline));
    String root = root(files);
    String bundle = root.isEmpty() ? BUNDLE : root + BUNDLE_SUFFIX;
    if (wanted.signature().isPresent()) {
      files.removeIf(file -> file.path().equals(bundle));
      files.add(new ListedFile(bundle, false, OptionalLong.empty()));
    }
    entry.keepOnly(files.stream().map(ListedFile::path).collect(Collectors.toSet()));
    try {
      for (ListedFile file : files) {
        if (!entry.has(file.path(), file.bytes().orElse(-1))) {
          boolean kept = wanted.signature().isPresent() && file.path().equals(bundle);
          Download.Received received =
              download.receive(
                  file,
                  kept ? wanted.signature().get().place() : located.source().place(file.path()),
                  entry.target(file.path()),
                  Math.max(0, limits.bytes() - entry.bytes()),
                  deadline);
          if (kept && !received.sha256().equals(wanted.signatureDigest())) {
            throw changedSignature(wanted.signatureDigest(), received.sha256());
          }
          entry.add(received);
        }
      }
      String digest = digest(entry, root);
      if (wanted.digest().isPresent() && !wanted.digest().get().equals(digest)) {
        entry.discard();
        throw changed(wanted.digest().get(), digest);
      }
      return entry.commit(wanted.json(), digest, root, wanted.signatureDigest());
    } catch (TransferException told) {
      if (told.kind() == Kind.LOCAL) {
        entry.discard();
      }
      throw told;
    }
  }

  private static String root(List<ListedFile> files) {
    List<String> models =
        files.stream().map(ListedFile::path).filter(path -> path.matches(MODEL_FILE)).toList();
    if (models.size() != 1) {
      return "";
    }
    String only = models.get(0);
    Set<String> besides = Set.of(only, only + BUNDLE_SUFFIX);
    return files.stream().allMatch(file -> besides.contains(file.path())) ? only : "";
  }

  private static String digest(CacheEntry entry, String root) throws TransferException {
    if (!root.endsWith(".zip")) {
      return entry.packageDigest(root);
    }
    try {
      return ModelPackage.digest(entry.folder().resolve(root));
    } catch (SlipwayException unsound) {
      throw new TransferException(Kind.UNSAFE, String.valueOf(unsound.getMessage()), unsound);
    }
  }

  private static TransferException changedSignature(String expected, String found) {
    return new TransferException(
        Kind.UNSAFE,
        "the digest of the signature that the server gives is "
            + found
            + ", expected "
            + expected
            + " as signed (it was changed after that; sign the version again)",
        null);
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
