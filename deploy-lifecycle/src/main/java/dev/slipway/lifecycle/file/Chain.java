package dev.slipway.lifecycle.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chain of a log's lines: each line ends in {@code ,"previous":"…","hash":"…"}}, its hash being
 * the SHA-256 of the line's bytes before {@code ,"hash"}.
 */
final class Chain {

  /** What the first entry has as the hash of the previous one. */
  static final String START = "0".repeat(64);

  private static final byte[] HASH = ",\"hash\":\"".getBytes(US_ASCII);
  private static final int TAIL = HASH.length + 64 + 2;

  private Chain() {}

  /** A line with its hash. */
  static final class Line {
    private final byte[] bytes;
    private final String hash;

    private Line(byte[] bytes, String hash) {
      this.bytes = bytes;
      this.hash = hash;
    }

    byte[] bytes() {
      return bytes;
    }

    String hash() {
      return hash;
    }
  }

  /** Returns a line with its end, which continues the chain. */
  static Line line(Map<String, @Nullable Object> members, String previous) {
    members.put("previous", previous);
    byte[] object = Json.write(members);
    byte[] body = Arrays.copyOf(object, object.length - 1);
    String hash = hash(body, 0, body.length);
    byte[] bytes = Arrays.copyOf(body, body.length + TAIL + 1);
    System.arraycopy(HASH, 0, bytes, body.length, HASH.length);
    byte[] end = (hash + "\"}\n").getBytes(US_ASCII);
    System.arraycopy(end, 0, bytes, body.length + HASH.length, end.length);
    return new Line(bytes, hash);
  }

  /**
   * Checks that a line continues the chain.
   *
   * @param length without the line's end
   * @param line what was read of it
   * @return its hash
   * @throws IOException if it does not
   */
  static String check(byte[] bytes, int from, int length, JsonObject line, String previous)
      throws IOException {
    String stated = line.text("hash");
    int body = length - TAIL;
    boolean placed =
        body > 0
            && Arrays.equals(bytes, from + body, from + body + HASH.length, HASH, 0, HASH.length);
    if (!placed || !hash(bytes, from, body).equals(stated)) {
      throw new IOException("its hash is not that of its content (it was changed)");
    }
    if (!line.text("previous").equals(previous)) {
      throw new IOException("it does not continue the entry before (one was changed or removed)");
    }
    return stated;
  }

  private static String hash(byte[] bytes, int from, int length) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes, from, length);
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
