package dev.slipway.registry.mlflow.internal.artifacts;

import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Paths that a server gives, refused if they could lead anywhere but into the package. */
final class SafePath {

  /** The most characters of a path, as docs/package-format.md has it. */
  static final int MOST_CHARACTERS = 1024;

  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> folders = new HashMap<>();

  /** Returns a name within a folder, checked. */
  static String child(String folder, String name) throws TransferException {
    String path = folder.isEmpty() ? name : folder + "/" + name;
    if (name.contains("/")) {
      throw unsafe(path, "is not the name of one file or folder");
    }
    check(path);
    return path;
  }

  /** Checks a whole path. */
  static void check(String path) throws TransferException {
    if (path.length() > MOST_CHARACTERS) {
      throw unsafe(path.substring(0, 80) + "…", "has more than 1,024 characters");
    }
    if (path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      throw unsafe(path, "is absolute");
    }
    if (path.contains("\\")) {
      throw unsafe(path, "has a \\");
    }
    if (path.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))
        && !isWellFormed(path)) {
      throw unsafe(path, "has a control character or half a character");
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw unsafe(path, "has the segment '" + segment + "'");
      }
    }
  }

  private static boolean isWellFormed(String path) {
    return path.codePoints()
        .allMatch(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE);
  }

  /** Remembers a file and refuses one that some file systems take for another one. */
  void addFile(String path) throws TransferException {
    String twin = files.putIfAbsent(folded(path), path);
    if (twin != null || folders.containsKey(folded(path))) {
      throw unsafe(path, "stands twice, or differs from another only in case or Unicode form");
    }
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      String spelled = folders.putIfAbsent(folded(folder), folder);
      if ((spelled != null && !spelled.equals(folder)) || files.containsKey(folded(folder))) {
        throw unsafe(path, "lies in a folder that differs from another name only in case or form");
      }
    }
  }

  private static String folded(String path) {
    return Normalizer.normalize(
        path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  private static TransferException unsafe(String path, String fact) {
    String shown = path.replaceAll("\\p{Cntrl}", "?");
    return new TransferException(
        Kind.UNSAFE,
        "the server lists the file '" + shown + "', which " + fact + ", expected a path inside",
        null);
  }
}
