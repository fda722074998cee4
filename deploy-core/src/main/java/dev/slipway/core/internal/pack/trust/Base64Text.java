package dev.slipway.core.internal.pack.trust;

import java.util.Base64;
import java.util.Optional;

/** Base64 with one spelling for every content: RFC 4648, padded, without line ends. */
final class Base64Text {

  private Base64Text() {}

  /** Returns the content; nothing if the text is not exactly how it would be encoded. */
  static Optional<byte[]> decode(String text) {
    try {
      byte[] content = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(content).equals(text)
          ? Optional.of(content)
          : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
