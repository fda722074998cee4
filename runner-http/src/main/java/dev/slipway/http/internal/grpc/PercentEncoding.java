package dev.slipway.http.internal.grpc;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * How gRPC's {@code grpc-message} carries text: UTF-8, of which only what is no printable ASCII,
 * and the percent sign, is escaped. What is escaped beyond that some clients leave as it is.
 */
final class PercentEncoding {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentEncoding() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= ' ' && octet <= '~' && octet != '%') {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }
}
