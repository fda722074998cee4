package dev.slipway.http.internal.oip;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Jackson's parser over bytes, which can also read the numbers of a list without a token for each.
 * Not thread-safe.
 */
final class TensorJsonParser extends UTF8StreamJsonParser {

  /** Longer numbers are left to Jackson, which bounds them. */
  private static final int LONGEST = 64;

  /** Digits that surely fit a {@code long}. */
  private static final int MOST_DIGITS = 18;

  private static final int MOST_EXPONENT = 9_999;
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  /** The powers of ten that are exact in a double. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** What a float cannot hold of a double's fraction, and that part where it is just half. */
  private static final long LOST = (1L << 29) - 1;

  private static final long HALF = 1L << 28;

  private int place;
  private float value;

  TensorJsonParser(
      IOContext context,
      int features,
      ByteQuadsCanonicalizer symbols,
      byte[] data,
      int offset,
      int length) {
    super(context, features, null, null, symbols, data, offset, offset + length, 0, false);
  }

  /** Returns how many bytes are not read yet. */
  int remaining() {
    return _inputEnd - _inputPtr;
  }

  /**
   * Reads the numbers that a list begins with, if the parser stands at its beginning. It goes on
   * behind the last of them: at the list's end, or with whatever else is there.
   *
   * @param target takes them, from index 0 on, in its order of bytes
   * @param most at most so many
   * @return how many: those before the first element that is no number of the range of a float
   */
  int floats(ByteBuffer target, int most) {
    int count = 0;
    int comma = -1;
    place = _inputPtr;
    while (count < most && skipSpace() && number()) {
      target.putFloat(count << 2, value);
      if (!skipSpace()) {
        break;
      }
      byte next = _inputBuffer[place];
      if (next == ']') {
        return ended(count + 1, place);
      }
      if (next != ',') {
        break;
      }
      count++;
      comma = place++;
    }
    // What is behind the last comma is Jackson's, which sees the comma, too.
    return count == 0 ? 0 : ended(count, comma);
  }

  private int ended(int count, int at) {
    _inputPtr = at;
    _parsingContext.expectComma();
    return count;
  }

  /** Moves to the next character that is no white space; returns whether there is one. */
  private boolean skipSpace() {
    while (place < _inputEnd) {
      byte c = _inputBuffer[place];
      if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
        return true;
      }
      place++;
    }
    return false;
  }

  /** Reads a number from the place on; returns false, with the place somewhere, if it is none. */
  private boolean number() {
    int from = place;
    boolean negative = at('-');
    if (negative) {
      place++;
    }
    int first = place;
    long digits = digits(0);
    int whole = place - first;
    if (whole == 0 || (whole > 1 && _inputBuffer[first] == '0')) {
      return false;
    }
    int scale = 0;
    if (at('.')) {
      int point = ++place;
      digits = digits(digits);
      scale = place - point;
      if (scale == 0) {
        return false;
      }
    }
    int exponent = 0;
    if (at('e') || at('E')) {
      place++;
      boolean down = at('-');
      if (down || at('+')) {
        place++;
      }
      int power = place;
      long size = digits(0);
      if (place == power || place - power > MOST_DIGITS || size > MOST_EXPONENT) {
        return false;
      }
      exponent = (int) (down ? -size : size);
    }
    if (place - from > LONGEST) {
      return false;
    }
    boolean exact = whole + scale <= MOST_DIGITS;
    return (exact && isExact(digits, exponent - scale, negative)) || isRounded(from);
  }

  private boolean at(char expected) {
    return place < _inputEnd && _inputBuffer[place] == expected;
  }

  /** Reads digits behind others; more than fit are only passed over. */
  private long digits(long before) {
    long digits = before;
    byte[] in = _inputBuffer;
    int end = _inputEnd;
    int at = place;
    while (at < end) {
      int digit = in[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      digits = digits * 10 + digit;
      at++;
    }
    place = at;
    return digits;
  }

  /**
   * Takes digits times a power of ten, if that can be told by one operation of doubles. Both are
   * exact then, and so the double is the nearest to the decimal (Clinger 1990); the float nearest
   * to it is the nearest to the decimal, too, unless the double lies just between two floats.
   */
  private boolean isExact(long digits, int power, boolean negative) {
    if (digits == 0) {
      value = negative ? -0f : 0f;
      return true;
    }
    if (digits > EXACT_IN_DOUBLE || power >= POWERS.length || -power >= POWERS.length) {
      return false;
    }
    double near = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
    if ((Double.doubleToRawLongBits(near) & LOST) == HALF
        || near < Float.MIN_NORMAL
        || near > Float.MAX_VALUE) {
      return false;
    }
    value = (float) (negative ? -near : near);
    return true;
  }

  /** Takes a number by its text; false if it is beyond the range. */
  private boolean isRounded(int from) {
    String text = new String(_inputBuffer, from, place - from, StandardCharsets.ISO_8859_1);
    value = NumberInput.parseFloat(text, true);
    return !Float.isInfinite(value);
  }
}
