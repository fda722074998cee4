package dev.slipway.core.internal.pack.files;

import dev.slipway.ErrorCode;
import dev.slipway.core.internal.pack.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Where a package's signature bundle lies: in its folder, or beside a bare model file. */
final class BundleFile {

  private final Path path;

  private BundleFile(Path path) {
    this.path = path;
  }

  static BundleFile inFolder(Path root) {
    return new BundleFile(root.resolve(PackageFiles.BUNDLE));
  }

  static BundleFile beside(Path model) {
    return new BundleFile(model.resolveSibling(model.getFileName() + PackageFiles.BUNDLE_SUFFIX));
  }

  Path path() {
    return path;
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  /** Returns whether anything lies in its place. */
  boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Returns its content, if it is there; nothing of it is looked at. */
  Optional<byte[]> content(String task) {
    if (!exists()) {
      return Optional.empty();
    }
    Problems problems = new Problems(task, ErrorCode.UNTRUSTED_PACKAGE);
    if (!VerifiedReading.isPlainFile(path)) {
      throw problems.with(name(), "is no plain file, expected a signature bundle");
    }
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(PackageLimits.BUNDLE_BYTES + 1);
      if (content.length > PackageLimits.BUNDLE_BYTES) {
        throw problems.with(name(), "is larger than " + PackageLimits.BUNDLE_BYTES + " bytes");
      }
      return Optional.of(content);
    } catch (IOException failed) {
      throw problems.with(name(), "cannot be read: " + FileErrors.reason(failed));
    }
  }
}
