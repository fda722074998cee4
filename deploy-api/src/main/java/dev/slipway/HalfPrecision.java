package dev.slipway;

/** Conversions of the two 16-bit floating types, rounding to nearest even as IEEE 754 defines. */
final class HalfPrecision {

  private HalfPrecision() {}

  static float toFloat(short half) {
    int exponent = (half >>> 10) & 0x1f;
    int fraction = half & 0x3ff;
    float magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else {
      magnitude = Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
    }
    return half < 0 ? -magnitude : magnitude;
  }

  static short fromFloat(float value) {
    int bits = Float.floatToIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= 65520f) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x1p-14f) {
      // Subnormal: a multiple of 2^-24. rint rounds half to even, and 1024 is the first normal.
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
    }
    int shifted = (bits & 0x7fffffff) - (112 << 23);
    int rounded = shifted + 0xfff + ((shifted >>> 13) & 1);
    return (short) (sign | rounded >>> 13);
  }

  static short fromDouble(double value) {
    return fromFloat(toOdd(value));
  }

  static short bfloat16FromDouble(double value) {
    return toBfloat16(toOdd(value));
  }

  /**
   * Returns a float that rounds to 16 bits as {@code value} itself does: where it is inexact, the
   * neighbour whose last bit is set, which is never half-way between two narrower numbers.
   */
  private static float toOdd(double value) {
    float nearest = (float) value;
    int bits = Float.floatToRawIntBits(nearest);
    if (nearest == value || Double.isNaN(value) || (bits & 1) == 1) {
      return nearest;
    }
    boolean beyond = Math.abs((double) nearest) > Math.abs(value);
    return Float.intBitsToFloat(beyond ? bits - 1 : bits + 1);
  }

  static short toBfloat16(float value) {
    int bits = Float.floatToIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
