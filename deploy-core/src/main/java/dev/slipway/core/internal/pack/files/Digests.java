package dev.slipway.core.internal.pack.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** SHA-256 as packages use it. */
final class Digests {

  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Returns the subject digest of OpenSSF Model Signing. */
  static String subject(Collection<byte[]> fileDigestsInPathOrder) {
    MessageDigest subject = sha256();
    fileDigestsInPathOrder.forEach(subject::update);
    return HexFormat.of().formatHex(subject.digest());
  }
}
