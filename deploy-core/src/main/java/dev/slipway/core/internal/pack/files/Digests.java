package dev.slipway.core.internal.pack.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** SHA-256 as packages use it. */
public final class Digests {

  private Digests() {}

  /**
   * Returns a new computation of SHA-256.
   *
   * @return with nothing in it yet
   */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /**
   * Returns the SHA-256 of what lies in memory.
   *
   * @param content any
   * @return 64 hexadecimal digits
   */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /** Returns the subject digest of OpenSSF Model Signing. */
  static String subject(Collection<byte[]> fileDigestsInPathOrder) {
    MessageDigest subject = sha256();
    fileDigestsInPathOrder.forEach(subject::update);
    return HexFormat.of().formatHex(subject.digest());
  }
}
