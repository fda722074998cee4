package dev.slipway.core.internal.pack.files;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The rules for paths inside a package: relative, with {@code /}, never leading out of it. */
public final class PackagePaths {

  /** Orders paths by their Unicode code points, which UTF-16 order is not. */
  public static final Comparator<String> BY_CODE_POINT = PackagePaths::compareCodePoints;

  private PackagePaths() {}

  /**
   * Returns what is wrong with a path.
   *
   * @param path as a manifest or an archive has it
   * @return a fact that continues "the path …", or nothing if the path is fine
   */
  public static Optional<String> fault(String path) {
    if (path.isEmpty()) {
      return Optional.of("is empty");
    }
    if (path.length() > PackageLimits.PATH_LENGTH) {
      return Optional.of("is longer than " + PackageLimits.PATH_LENGTH + " characters");
    }
    if (path.indexOf('\\') >= 0) {
      return Optional.of("has a backslash");
    }
    if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return Optional.of("has a control character");
    }
    if (path.startsWith("/")) {
      return Optional.of("is absolute");
    }
    if (path.matches("[A-Za-z]:.*")) {
      return Optional.of("has a drive letter");
    }
    return segmentFault(path);
  }

  private static Optional<String> segmentFault(String path) {
    String[] segments = path.split("/", -1);
    for (String segment : segments) {
      if (segment.isEmpty()) {
        return Optional.of("has an empty segment");
      }
      if (segment.equals(".") || segment.equals("..")) {
        return Optional.of("has a segment '" + segment + "'");
      }
    }
    return segments.length > PackageLimits.DEPTH
        ? Optional.of("is deeper than " + PackageLimits.DEPTH + " folders")
        : Optional.empty();
  }

  /**
   * Returns the form in which two names that some file system takes for one are equal.
   *
   * @param path a path
   * @return its case-folded form in Unicode NFC
   */
  static String folded(String path) {
    String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
    String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  private static int compareCodePoints(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean split = Character.isSurrogate(x) != Character.isSurrogate(y);
        // Code points beyond 16 bits come after all others, surrogates do not.
        return split ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
