package dev.slipway.core.internal.pack.write;

import dev.slipway.InvalidPackageException;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import dev.slipway.core.internal.pack.manifest.SlipwayManifestReader;
import dev.slipway.core.internal.pack.manifest.VariantDefinition;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What adding variants leaves when it is killed. All of it has names that say so and lies beside
 * the package, but for folders of variants that {@code slipway.yaml} did not come to name; a note
 * beside the package says which those are.
 */
final class Leftovers {

  static final String VARIANTS = "variants";

  private static final String NOTE = "note";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private Leftovers() {}

  /** Returns a hidden name beside a package. */
  static Path beside(Path target, String what) {
    return target.resolveSibling("." + target.getFileName() + ".slipway-add-" + what);
  }

  /**
   * Notes beside a package which folders are about to be moved into it, in one move.
   *
   * @param names of variants
   * @param draft a free path on the same disk
   */
  static void note(Path target, List<String> names, Path draft) throws IOException {
    Files.write(draft, names);
    TemporaryPath.sync(draft);
    Files.move(draft, beside(target, NOTE), StandardCopyOption.ATOMIC_MOVE);
    TemporaryPath.sync(target.resolveSibling(""));
  }

  /** Takes the note away: the package names what it has. */
  static void unnote(Path target) throws IOException {
    Files.deleteIfExists(beside(target, NOTE));
  }

  /** Removes what is left of a package that nobody is writing. */
  static void clear(Path target) throws IOException {
    Path note = beside(target, NOTE);
    if (Files.exists(note, LinkOption.NOFOLLOW_LINKS)) {
      removeUnnamed(target, Files.readAllLines(note));
      Files.delete(note);
    }
    String copies = beside(target, "").getFileName().toString();
    String lock = beside(target, "lock").getFileName().toString();
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(target.resolveSibling(""))) {
      for (Path sibling : siblings) {
        String name = sibling.getFileName().toString();
        if (name.startsWith(copies) && !name.equals(lock)) {
          remove(sibling);
        }
      }
    }
  }

  private static void removeUnnamed(Path target, List<String> names) throws IOException {
    Path manifest = target.resolve(SlipwayManifest.FILE);
    List<String> named = Files.exists(manifest) ? named(Files.readAllBytes(manifest)) : List.of();
    Path folder = target.resolve(VARIANTS);
    for (String name : names) {
      if (NAME.matcher(name).matches() && !named.contains(name)) {
        remove(folder.resolve(name));
      }
    }
    removeIfEmpty(folder);
  }

  private static List<String> named(byte[] manifest) throws IOException {
    try {
      return SlipwayManifestReader.read(manifest, new Problems("Cannot read the package"))
          .variants()
          .stream()
          .map(VariantDefinition::name)
          .toList();
    } catch (InvalidPackageException broken) {
      throw new IOException(String.valueOf(broken.getMessage()), broken);
    }
  }

  /** Removes a folder with all in it, or a file. */
  static void remove(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> tree = Files.walk(path)) {
        for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** Removes a folder that has nothing in it. */
  static void removeIfEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> left = Files.list(folder)) {
      if (left.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }
}
