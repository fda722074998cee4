package dev.slipway.core.internal.pack;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.core.internal.pack.files.FileErrors;
import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.files.PrivateFolder;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import dev.slipway.core.internal.pack.mlflow.MlflowManifest;
import dev.slipway.core.internal.pack.zip.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Turns a path into the files of a package: a folder, an archive or a bare model file. */
final class PackageSource {

  private final Path given;
  private final Problems problems;

  private PackageSource(Path given, Problems problems) {
    this.given = given;
    this.problems = problems;
  }

  /** Lists the files; the caller closes them. */
  static PackageFiles open(Path given, Problems problems) {
    PackageSource source = new PackageSource(given, problems);
    try {
      return source.open(given.toRealPath());
    } catch (NoSuchFileException missing) {
      throw new InvalidPackageException(
          ErrorCode.MODEL_NOT_FOUND,
          problems.task() + ": there is no such file or folder",
          missing);
    } catch (IOException failed) {
      throw problems.with("", "cannot be read: " + FileErrors.reason(failed));
    }
  }

  private PackageFiles open(Path real) throws IOException {
    if (Files.isDirectory(real)) {
      checkIsPackage(real);
      return PackageFiles.ofFolder(real, problems);
    }
    String file = real.getFileName().toString();
    if (file.endsWith(".onnx") || file.endsWith(".tflite")) {
      return PackageFiles.ofFile(real, problems);
    }
    if (Files.isRegularFile(real) && Archive.isZip(real)) {
      return unpacked(Archive.unpack(real, problems));
    }
    String name = given.toString();
    boolean manifest = name.endsWith(MlflowManifest.FILE) || name.endsWith(SlipwayManifest.FILE);
    throw problems.with(
        "",
        "is neither a folder, a whole zip archive nor an .onnx or .tflite file"
            + (manifest ? " (give the folder that it is in)" : ""));
  }

  /** Looks for a manifest first, so that some other folder is not read and judged whole. */
  private void checkIsPackage(Path folder) {
    boolean described =
        Files.exists(folder.resolve(MlflowManifest.FILE), LinkOption.NOFOLLOW_LINKS)
            || Files.exists(folder.resolve(SlipwayManifest.FILE), LinkOption.NOFOLLOW_LINKS)
            || Files.exists(folder.resolve(ArtefactChoice.SAVED_MODEL), LinkOption.NOFOLLOW_LINKS);
    if (!described) {
      throw problems.with("", ArtefactChoice.NO_MANIFEST);
    }
  }

  private PackageFiles unpacked(PrivateFolder folder) throws IOException {
    boolean done = false;
    try {
      PackageFiles files = PackageFiles.ofUnpacked(top(folder.path()), folder, problems);
      done = true;
      return files;
    } finally {
      if (!done) {
        folder.close();
      }
    }
  }

  /** Returns the package's folder: the archive's only folder if it has nothing else at its top. */
  private static Path top(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> first = entries.limit(2).toList();
      return first.size() == 1 && Files.isDirectory(first.get(0)) ? first.get(0) : folder;
    }
  }
}
