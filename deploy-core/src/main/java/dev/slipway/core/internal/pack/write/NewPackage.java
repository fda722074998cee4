package dev.slipway.core.internal.pack.write;

import dev.slipway.core.internal.pack.PackageContents;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Writes a copy of a package with another {@code slipway.yaml}: a folder or a zip. */
public final class NewPackage {

  private static final String ZIP = ".zip";

  private NewPackage() {}

  /** What looks at a finished package before it gets its name. */
  public interface Check {

    /**
     * Checks a package.
     *
     * @param place a folder or zip under a temporary name
     */
    void accept(Path place);
  }

  /**
   * Writes the package under a temporary name beside its place and moves it there.
   *
   * @param contents the package
   * @param manifest the new file's bytes
   * @param output a path that nothing has; a zip if it ends in {@code .zip}
   * @param check throws if the result is not right
   * @throws IOException if it cannot be written or the place is taken; nothing is there then that
   *     was not before
   */
  public static void write(PackageContents contents, byte[] manifest, Path output, Check check)
      throws IOException {
    Path target = output.toAbsolutePath().normalize();
    checkFree(target);
    try (TemporaryPath folder = TemporaryPath.beside(target)) {
      fill(contents, manifest, folder.path());
      publish(folder.path(), target, check);
    }
  }

  /**
   * Moves a finished folder to a place, or makes a zip of it there.
   *
   * @param folder beside the target, under a temporary name
   * @param target an absolute path that nothing has; a zip if it ends in {@code .zip}
   * @param check throws if the result is not right
   * @throws IOException if it cannot be written or the place is taken; nothing is there then that
   *     was not before
   */
  static void publish(Path folder, Path target, Check check) throws IOException {
    try (TemporaryPath archive = TemporaryPath.beside(target)) {
      boolean zipped = target.toString().endsWith(ZIP);
      Path fresh = zipped ? PackageArchive.write(folder, archive.path()) : folder;
      syncAll(fresh);
      check.accept(fresh);
      checkFree(target);
      move(fresh, target);
      TemporaryPath.sync(target.resolveSibling(""));
    } catch (FileAlreadyExistsException taken) {
      throw taken(target);
    } catch (IOException failed) {
      throw String.valueOf(failed.getMessage()).startsWith("Cannot ")
          ? failed
          : TemporaryPath.failure(target, failed);
    }
  }

  /**
   * Checks that a place is free for a package.
   *
   * @param output where it is to be
   * @throws IOException if something is there
   */
  public static void checkFree(Path output) throws IOException {
    if (Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
      throw taken(output);
    }
  }

  private static IOException taken(Path target) {
    return new IOException(
        "Cannot write " + target + ": it is there already, expected a free name (choose another)");
  }

  private static void fill(PackageContents contents, byte[] manifest, Path folder)
      throws IOException {
    Files.createDirectory(folder);
    contents.files().copy("", folder);
    Files.write(folder.resolve(SlipwayManifest.FILE), manifest);
  }

  private static void syncAll(Path place) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(place)) {
      all = tree.toList();
    }
    for (Path path : all) {
      TemporaryPath.sync(path);
    }
  }

  private static void move(Path fresh, Path target) throws IOException {
    if (Files.isDirectory(fresh)) {
      // Fails over a folder that has files, as every package has.
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      name(fresh, target);
    }
  }

  private static void name(Path fresh, Path target) throws IOException {
    try {
      // A second name fails where the name is taken, which a move over a file does not.
      Files.createLink(target, fresh);
    } catch (FileAlreadyExistsException taken) {
      throw taken;
    } catch (FileSystemException noLinks) {
      Files.move(fresh, target);
    }
  }
}
