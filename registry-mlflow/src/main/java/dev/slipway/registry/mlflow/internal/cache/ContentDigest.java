package dev.slipway.registry.mlflow.internal.cache;

import dev.slipway.registry.mlflow.internal.artifacts.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Digests over all files of a package. */
final class ContentDigest {

  private static final Set<String> IGNORED =
      Set.of(
          ".git", ".gitignore", ".gitattributes", ".github", "model.sig", "registered_model_meta");

  private ContentDigest() {}

  /**
   * Returns the package's digest: docs/package-format.md, section 6.
   *
   * @param files all files
   * @return 64 hexadecimal digits
   */
  static String ofPackage(Collection<FileRecord> files) {
    MessageDigest subject = Sha256.digest();
    for (FileRecord file : sorted(files)) {
      String top = file.path().split("/", 2)[0];
      if (!IGNORED.contains(top)) {
        subject.update(HexFormat.of().parseHex(file.sha256()));
      }
    }
    return HexFormat.of().formatHex(subject.digest());
  }

  /**
   * Returns what tells this content from any other: also by names, and by a signature beside it.
   *
   * @param files all files
   * @return 64 hexadecimal digits
   */
  static String ofAll(Collection<FileRecord> files) {
    StringBuilder text = new StringBuilder();
    for (FileRecord file : sorted(files)) {
      text.append(file.sha256()).append("  ").append(file.path()).append('\n');
    }
    return Sha256.of(text.toString());
  }

  private static List<FileRecord> sorted(Collection<FileRecord> files) {
    return files.stream()
        .sorted(Comparator.comparing(FileRecord::path, ContentDigest::byCodePoint))
        .toList();
  }

  private static int byCodePoint(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return Arrays.compare(left, right);
  }
}
