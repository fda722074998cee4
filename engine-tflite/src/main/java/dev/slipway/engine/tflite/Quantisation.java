package dev.slipway.engine.tflite;

/**
 * The real numbers that the integers of a tensor stand for: {@code scale * (integer - zeroPoint)}.
 *
 * @param scale positive and finite
 * @param zeroPoint the integer of 0
 */
record Quantisation(float scale, int zeroPoint) {

  /** Returns the nearest integer from {@code least} to {@code most}; halves go away from 0. */
  int integer(float real, int least, int most) {
    double rounded = Math.rint(real / scale);
    double exact = real / scale;
    if (Math.abs(exact - Math.rint(exact)) == 0.5) {
      rounded = exact + Math.copySign(0.5, exact);
    }
    return (int) Math.max(least, Math.min(most, rounded + zeroPoint));
  }

  /** Returns what an integer stands for. */
  float real(int integer) {
    return scale * (integer - zeroPoint);
  }
}
