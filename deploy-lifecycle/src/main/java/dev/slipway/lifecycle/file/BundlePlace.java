package dev.slipway.lifecycle.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The places of a signature bundle that is on its way into a package of the registry.
 *
 * @param fresh the bundle in the staging area
 * @param target where it belongs in the package
 * @param before in the staging area, what it replaces
 */
record BundlePlace(Path fresh, Path target, Path before) {

  /** The bundle of a package that is a folder. */
  static final String IN_FOLDER = "model.sig";

  private static final String BESIDE = ".sig";

  /**
   * Returns the places.
   *
   * @param staged the files of the staging area
   * @param files the files of the package
   * @param entry the file that is opened; empty for the whole folder
   */
  static BundlePlace of(Path staged, Path files, String entry) {
    String name = entry.isEmpty() ? IN_FOLDER : entry + BESIDE;
    return new BundlePlace(
        staged.resolve(name), files.resolve(name), staged.resolve(name + ".before"));
  }

  /** Puts the bundle in its place, in one move. */
  void put() throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.copy(target, before);
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.sync(target.resolveSibling(""));
  }

  /** Puts the bundle in its place, if the staging area has one. */
  void putIfThere() throws IOException {
    if (Files.exists(fresh, LinkOption.NOFOLLOW_LINKS)) {
      put();
    }
  }

  /** Makes the package what it was, after {@link #put} or what came after it has failed. */
  void takeBack() throws IOException {
    if (Files.exists(fresh, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.exists(before, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(before, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.deleteIfExists(target);
    }
  }
}
