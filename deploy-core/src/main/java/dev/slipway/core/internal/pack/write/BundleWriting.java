package dev.slipway.core.internal.pack.write;

import dev.slipway.core.internal.pack.files.PackageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Puts a signature bundle into a package, or beside it, in one move. */
public final class BundleWriting {

  private BundleWriting() {}

  /**
   * Writes the bundle. At every moment the package has the old one, if any, or the new one.
   *
   * @param place a folder, a zip or a bare model file; an absolute path without links
   * @param files what lies there
   * @param bundle the content
   * @return where it is: in a zip, the zip
   * @throws IOException if it cannot be written; nothing has changed then
   */
  public static Path write(Path place, PackageFiles files, byte[] bundle) throws IOException {
    if (!Files.isDirectory(place) && files.isUnpacked()) {
      writeArchive(place, files, bundle);
      return place;
    }
    Path target = files.bundlePath();
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "Cannot write " + target + ": it is there already, and is no plain file (remove it)");
    }
    ManifestReplacement.write(target, place, bundle);
    return target;
  }

  /** Replaces an archive by one with the same files and the bundle. */
  private static void writeArchive(Path archive, PackageFiles files, byte[] bundle)
      throws IOException {
    try (TemporaryPath folder = TemporaryPath.beside(archive);
        TemporaryPath fresh = TemporaryPath.beside(archive)) {
      Files.createDirectory(folder.path());
      files.copy("", folder.path());
      Files.write(folder.path().resolve(PackageFiles.BUNDLE), bundle);
      Optional<Path> meta = files.registryMeta();
      if (meta.isPresent()) {
        Files.copy(meta.get(), folder.path().resolve(PackageFiles.REGISTRY_META));
      }
      PackageArchive.write(folder.path(), fresh.path());
      ManifestReplacement.copyPermissions(archive, fresh.path());
      TemporaryPath.sync(fresh.path());
      Files.move(fresh.path(), archive, StandardCopyOption.ATOMIC_MOVE);
      TemporaryPath.sync(archive.resolveSibling(""));
    } catch (IOException failed) {
      throw String.valueOf(failed.getMessage()).startsWith("Cannot ")
          ? failed
          : TemporaryPath.failure(archive, failed);
    }
  }
}
