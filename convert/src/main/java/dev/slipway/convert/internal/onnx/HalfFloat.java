package dev.slipway.convert.internal.onnx;

/** Floating numbers of 16 bits (IEEE 754 binary16). */
public final class HalfFloat {

  /** The largest finite number. */
  public static final float LARGEST = 65_504;

  private static final int SIGN = 0x8000;
  private static final int EXPONENT = 0x1f;
  private static final int FRACTION_BITS = 10;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int BIAS = 15;
  private static final float SMALLEST = 0x1p-24f;
  private static final float SMALLEST_NORMAL = 0x1p-14f;

  private HalfFloat() {}

  /** Returns the number of these bits, exactly. */
  public static float toFloat(short bits) {
    int exponent = (bits >> FRACTION_BITS) & EXPONENT;
    int fraction = bits & FRACTION;
    float size;
    if (exponent == EXPONENT) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      size = fraction * SMALLEST;
    } else {
      size = Math.scalb(1 + (float) fraction / (FRACTION + 1), exponent - BIAS);
    }
    return (bits & SIGN) == 0 ? size : -size;
  }

  /**
   * Returns the bits of the nearest number, the even one for ties.
   *
   * @param value finite, at most {@link #LARGEST} in size
   */
  public static short fromFloat(float value) {
    int sign = Float.floatToRawIntBits(value) < 0 ? SIGN : 0;
    float size = Math.abs(value);
    if (size < SMALLEST_NORMAL) {
      return (short) (sign | (int) Math.rint(size / SMALLEST));
    }
    int exponent = Math.getExponent(size);
    // The fraction may round up to the next exponent, which the addition carries into.
    int fraction = (int) Math.rint((Math.scalb(size, -exponent) - 1) * (FRACTION + 1));
    return (short) (sign | (((exponent + BIAS) << FRACTION_BITS) + fraction));
  }
}
