package dev.slipway.http.internal.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How a body was packed, as its header {@code Content-Encoding} says (RFC 9110, 8.4). */
enum ContentCoding {
  /** Not at all. */
  IDENTITY,
  /** RFC 1952. */
  GZIP,
  /** RFC 1950; data as of RFC 1951 without its head is read, too, since some send that. */
  DEFLATE;

  private static final int ZLIB_METHOD = 8;
  private static final int METHOD_MASK = 0x0f;
  private static final int ZLIB_CHECK = 31;

  /**
   * Returns what a header says.
   *
   * @param header its value
   * @throws RequestException if it is a coding that is not read here, or several
   */
  static ContentCoding of(String header) {
    return switch (header.trim().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      default ->
          throw new RequestException(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "the content encoding is '"
                  + header
                  + "', expected gzip, deflate or identity, and one at most");
    };
  }

  /**
   * Unpacks a body.
   *
   * @param packed the whole body as it came
   * @param limit the most bytes that may come out
   * @throws RequestException if more would come out, or the body is not packed like this
   */
  byte[] unpack(byte[] packed, long limit) {
    if (this == IDENTITY) {
      return packed;
    }
    byte[] unpacked;
    try (InputStream in = open(packed)) {
      unpacked = in.readNBytes((int) Math.min(Integer.MAX_VALUE, limit + 1));
    } catch (IOException damaged) {
      throw new RequestException(
          HttpStatus.BAD_REQUEST,
          "the body cannot be unpacked as " + name().toLowerCase(Locale.ROOT));
    }
    if (unpacked.length > limit) {
      throw new RequestException(
          HttpStatus.TOO_LARGE,
          "the body unpacks to more than " + limit + " bytes, the limit here");
    }
    return unpacked;
  }

  private InputStream open(byte[] packed) throws IOException {
    InputStream in = new ByteArrayInputStream(packed);
    return this == GZIP
        ? new GZIPInputStream(in)
        : new InflaterInputStream(in, new Inflater(!hasZlibHead(packed))) {
          @Override
          public void close() throws IOException {
            super.close();
            inf.end();
          }
        };
  }

  private static boolean hasZlibHead(byte[] packed) {
    if (packed.length < 2) {
      return false;
    }
    int first = packed[0] & 0xff;
    int second = packed[1] & 0xff;
    return (first & METHOD_MASK) == ZLIB_METHOD
        && ((first << Byte.SIZE) + second) % ZLIB_CHECK == 0;
  }
}
