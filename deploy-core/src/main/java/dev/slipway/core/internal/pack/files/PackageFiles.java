package dev.slipway.core.internal.pack.files;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.OverloadedException;
import dev.slipway.core.internal.pack.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of one package. Every file is hashed at its first reading; a later reading that gives
 * other bytes is an error, so what is used is what the digest covers. Closing removes what was
 * unpacked. Thread-safe after {@link #digest}; not before.
 */
public final class PackageFiles implements AutoCloseable {

  /** The file that MLflow's registry download adds. */
  public static final String REGISTRY_META = "registered_model_meta";

  /** The signature bundle of a package that is a folder. */
  public static final String BUNDLE = "model.sig";

  /** What the signature bundle of a bare model file is called after the model's own name. */
  public static final String BUNDLE_SUFFIX = ".sig";

  private final Path root;
  private final BundleFile bundle;
  private final Map<String, Long> sizes;
  private final FileDigests digests = new FileDigests();
  private final String task;
  private final @Nullable PrivateFolder unpacked;

  private PackageFiles(Path root, Map<String, Long> sizes, Place place) {
    this.root = root;
    this.sizes = Collections.unmodifiableMap(sizes);
    this.bundle = place.bundle();
    this.task = place.task();
    this.unpacked = place.unpacked();
  }

  /**
   * How a package lies there.
   *
   * @param bundle where its signature is
   * @param task what cannot be done if it is damaged
   * @param unpacked what must be removed in the end
   */
  private record Place(BundleFile bundle, String task, @Nullable PrivateFolder unpacked) {}

  /**
   * Lists a folder.
   *
   * @param root an absolute path without links
   * @param problems where what is wrong goes
   * @return its files
   */
  public static PackageFiles ofFolder(Path root, Problems problems) {
    Place place = new Place(BundleFile.inFolder(root), problems.task(), null);
    return new PackageFiles(root, FolderListing.of(root, problems), place);
  }

  /**
   * Lists a folder that an archive was unpacked to.
   *
   * @param root the package's folder, in {@code unpacked}
   * @param unpacked removed when this is closed
   * @param problems where what is wrong goes
   * @return its files
   */
  public static PackageFiles ofUnpacked(Path root, PrivateFolder unpacked, Problems problems) {
    Place place = new Place(BundleFile.inFolder(root), problems.task(), unpacked);
    return new PackageFiles(root, FolderListing.of(root, problems), place);
  }

  /**
   * Takes a single file as a package.
   *
   * @param file an absolute path without links
   * @param problems where what is wrong goes
   * @return the package of one file
   */
  public static PackageFiles ofFile(Path file, Problems problems) {
    Path folder = file.resolveSibling("");
    Map<String, Long> sizes = FolderListing.ofFile(file, problems);
    return new PackageFiles(
        folder, sizes, new Place(BundleFile.beside(file), problems.task(), null));
  }

  /**
   * Returns the paths of all files.
   *
   * @return in the order of the digest
   */
  public Set<String> paths() {
    return sizes.keySet();
  }

  /**
   * Returns whether the package has a file.
   *
   * @param path its path
   * @return true if it is there
   */
  public boolean has(String path) {
    return sizes.containsKey(path);
  }

  /**
   * Reads a small file.
   *
   * @param path of a file that is there
   * @param limit the most bytes it may have
   * @return its content
   */
  public byte[] read(String path, int limit) {
    try {
      VerifiedReading reading = new VerifiedReading(root, path, size(path, limit));
      byte[] content = new byte[reading.size()];
      settle(path, reading.into(ByteBuffer.wrap(content)));
      return content;
    } catch (VerifiedReading.Changed changed) {
      throw fault(path, changed.fact());
    }
  }

  /**
   * Reads a file into native memory.
   *
   * @param path of a file that is there
   * @return its content, from position 0 to the limit, read-only
   */
  public ByteBuffer readDirect(String path) {
    try {
      VerifiedReading reading =
          new VerifiedReading(root, path, size(path, PackageLimits.MODEL_BYTES));
      ByteBuffer content = allocate(path, reading.size());
      settle(path, reading.into(content));
      return content.flip().asReadOnlyBuffer();
    } catch (VerifiedReading.Changed changed) {
      throw fault(path, changed.fact());
    }
  }

  private ByteBuffer allocate(String path, int size) {
    try {
      return ByteBuffer.allocateDirect(size);
    } catch (OutOfMemoryError none) {
      throw new OverloadedException(
          ErrorCode.OVERLOADED,
          task
              + ": "
              + path
              + " needs "
              + size
              + " bytes of native memory, more than is left (raise -XX:MaxDirectMemorySize)",
          none);
    }
  }

  private long size(String path, long limit) {
    Long size = sizes.get(path);
    if (size == null) {
      throw fault(path, "is not in the package");
    }
    if (size > limit) {
      throw fault(path, "has " + size + " bytes, expected at most " + limit);
    }
    return size;
  }

  private InvalidPackageException fault(String path, String fact) {
    return new Problems(task).with(path, fact);
  }

  private void settle(String path, byte[] digest) throws VerifiedReading.Changed {
    if (!digests.settle(path, digest)) {
      throw changedAfterSigning();
    }
  }

  /** Reads what was not read yet, so that every file that was changed is told. */
  private InvalidPackageException changedAfterSigning() {
    Problems found = new Problems(task, ErrorCode.UNTRUSTED_PACKAGE);
    for (Map.Entry<String, Long> file : sizes.entrySet()) {
      String path = file.getKey();
      try {
        if (!digests.has(path)) {
          digests.settle(path, new VerifiedReading(root, path, file.getValue()).digest());
        }
        digests.difference(path).ifPresent(fact -> found.add(path, fact));
      } catch (VerifiedReading.Changed changed) {
        found.add(path, changed.fact());
      }
    }
    return found.failure();
  }

  /**
   * Returns the package's digest, hashing all files that were not read before.
   *
   * @return 64 hexadecimal digits
   */
  public String digest() {
    hashAll();
    return digests.subject();
  }

  /**
   * Returns the digest of each file, hashing those that were not read before.
   *
   * @return 64 hexadecimal digits by path, in the order of the digest
   */
  public Map<String, String> fileDigests() {
    hashAll();
    return digests.byPath();
  }

  private void hashAll() {
    for (Map.Entry<String, Long> file : sizes.entrySet()) {
      if (!digests.has(file.getKey())) {
        hash(file.getKey(), file.getValue());
      }
    }
  }

  private void hash(String path, long size) {
    try {
      settle(path, new VerifiedReading(root, path, size).digest());
    } catch (VerifiedReading.Changed changed) {
      throw fault(path, changed.fact());
    }
  }

  /**
   * Lets files be read only with the content that was signed: from now on a reading that gives
   * another is the error {@code UNTRUSTED_PACKAGE}, which names every file that was changed.
   *
   * @param signed the raw SHA-256 digest of every file
   */
  public void expect(Map<String, byte[]> signed) {
    digests.expect(signed);
  }

  /**
   * Returns the signature bundle, which no digest covers.
   *
   * @return its content, if it is there
   */
  public Optional<byte[]> bundle() {
    return bundle.content(task);
  }

  /**
   * Returns whether there is a signature bundle.
   *
   * @return true if anything lies in its place
   */
  public boolean hasBundle() {
    return bundle.exists();
  }

  /**
   * Returns where the signature bundle is, or would be.
   *
   * @return in an archive, a path in what was unpacked
   */
  public Path bundlePath() {
    return bundle.path();
  }

  /**
   * Returns what the signature bundle is called.
   *
   * @return its file name
   */
  public String bundleName() {
    return bundle.name();
  }

  /**
   * Copies a part of the package, verified, to a folder.
   *
   * @param folder the paths to copy begin with this, which ends with a slash or is empty
   * @param target an empty folder, where the copies go under their whole paths
   */
  public void copy(String folder, Path target) {
    Problems changes = new Problems(task);
    for (String path : paths()) {
      if (path.startsWith(folder)) {
        copy(path, target.resolve(path), changes);
      }
    }
    changes.throwIfAny();
  }

  private void copy(String path, Path target, Problems changes) {
    try {
      byte[] digest =
          VerifiedReading.copy(new VerifiedReading(root, path, size(path, Long.MAX_VALUE)), target);
      settle(path, digest);
    } catch (VerifiedReading.Changed changed) {
      changes.add(path, changed.fact());
    }
  }

  /**
   * Copies the signature bundle, which no digest covers, if there is one.
   *
   * @param target a folder that is there
   */
  public void copySignature(Path target) {
    Path own = root.resolve(BUNDLE);
    if (!VerifiedReading.isPlainFile(own)) {
      return;
    }
    try {
      Files.copy(own, target.resolve(BUNDLE));
    } catch (IOException failed) {
      throw PrivateFolder.failure("Cannot copy " + BUNDLE, failed);
    }
  }

  /**
   * Returns the file that MLflow's registry download adds, which no digest covers.
   *
   * @return where it is, if it is there
   */
  public Optional<Path> registryMeta() {
    Path meta = root.resolve(REGISTRY_META);
    return VerifiedReading.isPlainFile(meta) ? Optional.of(meta) : Optional.empty();
  }

  /**
   * Returns whether the package came out of an archive.
   *
   * @return true if what is read lies in a folder of this process
   */
  public boolean isUnpacked() {
    return unpacked != null;
  }

  /** Removes what was unpacked; nothing can be read afterwards from an archive. */
  @Override
  public void close() {
    if (unpacked != null) {
      unpacked.close();
    }
  }
}
