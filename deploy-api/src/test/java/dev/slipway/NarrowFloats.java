package dev.slipway;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A reference for the 16-bit floating types: every finite number by the definition of its fields,
 * and rounding by looking for the nearest of them.
 */
final class NarrowFloats {

  static final NarrowFloats HALF = new NarrowFloats(5, 10);
  static final NarrowFloats BFLOAT = new NarrowFloats(8, 7);

  private final int infinity;

  /** The finite magnitudes by their bits, and after them what infinity would be as a number. */
  private final BigDecimal[] magnitudes;

  private NarrowFloats(int exponentBits, int fractionBits) {
    int bias = (1 << (exponentBits - 1)) - 1;
    this.infinity = ((1 << exponentBits) - 1) << fractionBits;
    this.magnitudes = new BigDecimal[infinity + 1];
    for (int bits = 0; bits <= infinity; bits++) {
      int exponent = bits >> fractionBits;
      int fraction = bits & ((1 << fractionBits) - 1);
      int significand = exponent == 0 ? fraction : fraction + (1 << fractionBits);
      int power = Math.max(exponent, 1) - bias - fractionBits;
      magnitudes[bits] = power(power).multiply(BigDecimal.valueOf(significand));
    }
  }

  private static BigDecimal power(int exponent) {
    BigDecimal two = BigDecimal.valueOf(2);
    return exponent >= 0 ? two.pow(exponent) : BigDecimal.valueOf(0.5).pow(-exponent);
  }

  int infinity() {
    return infinity;
  }

  /** Returns the number of some finite bits without a sign. */
  BigDecimal magnitude(int bits) {
    return magnitudes[bits];
  }

  /** Returns the bits of the number nearest to a value; of two equally near ones the even one. */
  int nearest(BigDecimal value) {
    BigDecimal magnitude = value.abs();
    int found = Arrays.binarySearch(magnitudes, magnitude);
    int bits = found >= 0 ? found : nearest(-found - 1, magnitude);
    return value.signum() < 0 ? bits | 0x8000 : bits;
  }

  private int nearest(int above, BigDecimal magnitude) {
    if (above > infinity) {
      return infinity;
    }
    BigDecimal up = magnitudes[above].subtract(magnitude);
    BigDecimal down = magnitude.subtract(magnitudes[above - 1]);
    int order = down.compareTo(up);
    if (order == 0) {
      return above % 2 == 0 ? above : above - 1;
    }
    return order < 0 ? above - 1 : above;
  }
}
