package dev.slipway.http.internal.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The path of a request, in decoded segments. */
record Path(List<String> segments) {

  private static final int MOST_SEGMENTS = 12;

  /**
   * Takes a path apart.
   *
   * @throws RequestException if a segment is empty, {@code .} or {@code ..}, or is not rightly
   *     encoded
   */
  static Path of(String raw) {
    List<String> segments = new ArrayList<>();
    int from = 1;
    while (from < raw.length()) {
      int slash = raw.indexOf('/', from);
      int end = slash < 0 ? raw.length() : slash;
      segments.add(segment(raw.substring(from, end)));
      from = end + 1;
    }
    if (segments.size() > MOST_SEGMENTS) {
      throw notThere();
    }
    return new Path(segments);
  }

  private static String segment(String raw) {
    String decoded = raw.indexOf('%') < 0 ? raw : decoded(raw);
    if (decoded.isEmpty() || decoded.equals(".") || decoded.equals("..")) {
      throw notThere();
    }
    return decoded;
  }

  private static String decoded(String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      throw new RequestException(
          HttpStatus.BAD_REQUEST, "the path has a % without two hexadecimal digits behind it");
    }
  }

  static RequestException notThere() {
    return new RequestException(HttpStatus.NOT_FOUND, "there is nothing at this path");
  }

  int length() {
    return segments.size();
  }

  String at(int place) {
    return segments.get(place);
  }

  /** Returns whether the segments are these, {@code *} standing for any. */
  boolean is(String... expected) {
    if (expected.length != segments.size()) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (!expected[i].equals("*") && !expected[i].equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }
}
