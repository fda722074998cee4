package dev.slipway.core.internal.pack.files;

import dev.slipway.core.internal.pack.Problems;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Lists the files of a package's folder and refuses what leads out of it. Follows no links. */
final class FolderListing extends SimpleFileVisitor<Path> {

  /** What the OpenSSF Model Signing specification leaves out of a digest. */
  private static final Set<String> IGNORED =
      Set.of(".git", ".gitignore", ".gitattributes", ".github");

  /** Written beside a package after it was made, so no part of it. */
  private static final Set<String> ANNOTATIONS =
      Set.of(PackageFiles.BUNDLE, PackageFiles.REGISTRY_META);

  private final Path root;
  private final Problems problems;
  private final NameCheck names = new NameCheck();
  private final Map<String, Long> sizes = new TreeMap<>(PackagePaths.BY_CODE_POINT);
  private long bytes;

  private FolderListing(Path root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /**
   * Lists a folder.
   *
   * @return the size of each file by its path, in the order of the digest
   * @throws dev.slipway.InvalidPackageException if anything is refused
   */
  static Map<String, Long> of(Path root, Problems problems) {
    FolderListing listing = new FolderListing(root, problems);
    try {
      Files.walkFileTree(root, listing);
    } catch (IOException failed) {
      throw problems.with("", "cannot be listed: " + FileErrors.reason(failed));
    }
    problems.throwIfAny();
    return listing.sizes;
  }

  /**
   * Lists a single file as if it were alone in its folder.
   *
   * @return its size by its name
   * @throws dev.slipway.InvalidPackageException if it is refused
   */
  static Map<String, Long> ofFile(Path file, Problems problems) {
    FolderListing listing = new FolderListing(file.resolveSibling(""), problems);
    try {
      listing.visitFile(file, Files.readAttributes(file, BasicFileAttributes.class));
    } catch (IOException failed) {
      throw problems.with("", "cannot be read: " + FileErrors.reason(failed));
    }
    problems.throwIfAny();
    return listing.sizes;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return isIgnored(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (isIgnored(file)) {
      return FileVisitResult.CONTINUE;
    }
    String path = relative(file);
    check(path, file, attributes);
    sizes.put(path, attributes.size());
    bytes += attributes.size();
    return withinLimits() ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
  }

  private void check(String path, Path file, BasicFileAttributes attributes) throws IOException {
    PackagePaths.fault(path).ifPresent(fault -> problems.add(path, "the path " + fault));
    names.add(path).ifPresent(fault -> problems.add(path, fault + ", expected distinct names"));
    if (attributes.isSymbolicLink()) {
      problems.add(path, "is a symbolic link, expected a file (copy what it points to)");
    } else if (!attributes.isRegularFile()) {
      problems.add(path, "is a pipe, socket or device, expected a file");
    } else if (links(file) > 1) {
      problems.add(
          path,
          "has " + links(file) + " hard links, expected 1 (copy the folder: its copy has none)");
    }
  }

  private boolean withinLimits() {
    if (sizes.size() > PackageLimits.FILES) {
      problems.add("", "has more than " + PackageLimits.FILES + " files");
    } else if (bytes > PackageLimits.DIRECTORY_BYTES) {
      problems.add("", "is larger than " + (PackageLimits.DIRECTORY_BYTES >> 30) + " GiB");
    } else {
      return true;
    }
    return false;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failed) {
    problems.add(relative(file), "cannot be read: " + FileErrors.reason(failed));
    return FileVisitResult.CONTINUE;
  }

  private boolean isIgnored(Path file) {
    if (!root.equals(file.getParent())) {
      return false;
    }
    String name = file.getFileName().toString();
    return IGNORED.contains(name) || ANNOTATIONS.contains(name);
  }

  private String relative(Path file) {
    StringBuilder path = new StringBuilder();
    for (Path segment : root.relativize(file)) {
      path.append(path.isEmpty() ? "" : "/").append(segment);
    }
    return path.toString();
  }

  /** Returns the number of names that a file has, 1 where the file system does not tell. */
  static int links(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return 1;
    }
    return (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
  }
}
