package dev.slipway.core.internal.steps;

import java.text.Normalizer;
import java.util.Locale;

/** One of the things that {@code normalise-text} does to a text. */
enum TextOperation {
  TRIM,
  COLLAPSE,
  LOWER,
  UPPER,
  NFC,
  NFKC;

  String of(String text) {
    return switch (this) {
      case TRIM -> trim(text);
      case COLLAPSE -> collapse(text);
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
      case NFC -> Normalizer.normalize(text, Normalizer.Form.NFC);
      case NFKC -> Normalizer.normalize(text, Normalizer.Form.NFKC);
    };
  }

  /**
   * Does the same in place to a text of ASCII characters.
   *
   * @param text ASCII
   * @param length how many bytes of it count
   * @return how many count afterwards
   */
  int ofAscii(byte[] text, int length) {
    return switch (this) {
      case TRIM -> trimAscii(text, length);
      case COLLAPSE -> collapseAscii(text, length);
      case LOWER -> shiftAscii(text, length, 'A', 'a' - 'A');
      case UPPER -> shiftAscii(text, length, 'a', 'A' - 'a');
      case NFC, NFKC -> length;
    };
  }

  /** Returns whether a character is white space to Unicode or a separator of ASCII. */
  private static boolean isSpace(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == 0x85;
  }

  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (start < end && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static String collapse(String text) {
    StringBuilder collapsed = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      boolean next = isSpace(text.charAt(i));
      if (!next || !space) {
        collapsed.append(next ? ' ' : text.charAt(i));
      }
      space = next;
    }
    return collapsed.toString();
  }

  private static int trimAscii(byte[] text, int length) {
    int start = 0;
    int end = length;
    while (start < end && isSpace(text[start])) {
      start++;
    }
    while (start < end && isSpace(text[end - 1])) {
      end--;
    }
    System.arraycopy(text, start, text, 0, end - start);
    return end - start;
  }

  private static int collapseAscii(byte[] text, int length) {
    int end = 0;
    boolean space = false;
    for (int i = 0; i < length; i++) {
      boolean next = isSpace(text[i]);
      if (!next || !space) {
        text[end++] = next ? (byte) ' ' : text[i];
      }
      space = next;
    }
    return end;
  }

  private static int shiftAscii(byte[] text, int length, int first, int distance) {
    for (int i = 0; i < length; i++) {
      if (text[i] >= first && text[i] < first + 26) {
        text[i] = (byte) (text[i] + distance);
      }
    }
    return length;
  }
}
