package dev.slipway.core.internal.pack.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds names that overwrite each other on some file system: equal ones, ones equal after case
 * folding or Unicode NFC, and a name that is both file and folder. Not thread-safe.
 */
public final class NameCheck {

  private final Map<String, String> spellings = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> folders = new HashMap<>();

  /**
   * Adds a file with the folders above it.
   *
   * @param path of the file
   * @return what it collides with, as a fact that continues "{@code path} …"
   */
  public Optional<String> add(String path) {
    String folded = PackagePaths.folded(path);
    String twin = files.putIfAbsent(folded, path);
    if (twin != null) {
      return Optional.of(
          twin.equals(path)
              ? "stands twice"
              : "and " + twin + " differ only in case or Unicode form");
    }
    if (folders.containsKey(folded)) {
      return Optional.of("is both a file and a folder");
    }
    return addFolders(path);
  }

  private Optional<String> addFolders(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      String folded = PackagePaths.folded(folder);
      if (files.containsKey(folded)) {
        return Optional.of("lies in " + folder + ", which is a file");
      }
      folders.put(folded, folder);
      String spelling = spellings.putIfAbsent(folded, folder);
      if (spelling != null && !spelling.equals(folder)) {
        return Optional.of(
            "lies in " + folder + ", and " + spelling + " differs only in case or Unicode form");
      }
    }
    return Optional.empty();
  }
}
