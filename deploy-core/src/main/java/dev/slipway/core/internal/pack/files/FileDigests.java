package dev.slipway.core.internal.pack.files;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The digests of a package's files as they were read, and what they were signed with. */
final class FileDigests {

  private final Map<String, byte[]> read = new TreeMap<>(PackagePaths.BY_CODE_POINT);
  private Map<String, byte[]> signed = Map.of();

  /** Sets what the files must have; an empty map asks for nothing. */
  void expect(Map<String, byte[]> digests) {
    signed = digests;
  }

  boolean has(String path) {
    return read.containsKey(path);
  }

  /**
   * Takes the digest of a reading.
   *
   * @return whether it is what was signed, where anything was
   * @throws VerifiedReading.Changed if an earlier reading gave another
   */
  boolean settle(String path, byte[] digest) throws VerifiedReading.Changed {
    byte[] known = read.putIfAbsent(path, digest);
    if (known != null && !Arrays.equals(known, digest)) {
      throw new VerifiedReading.Changed();
    }
    return difference(path).isEmpty();
  }

  /** Returns how a file that was read differs from what was signed. */
  Optional<String> difference(String path) {
    byte[] expected = signed.get(path);
    byte[] found = read.get(path);
    if (expected == null || found == null || Arrays.equals(expected, found)) {
      return Optional.empty();
    }
    return Optional.of(
        "was changed after signing: its SHA-256 is "
            + hex(found)
            + ", expected "
            + hex(expected)
            + " as signed");
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /** Returns the subject digest; only after every file was read. */
  String subject() {
    return Digests.subject(read.values());
  }

  /** Returns the hexadecimal digest of each file that was read, in the order of the subject. */
  Map<String, String> byPath() {
    Map<String, String> all = new LinkedHashMap<>();
    read.forEach((path, digest) -> all.put(path, hex(digest)));
    return Collections.unmodifiableMap(all);
  }
}
