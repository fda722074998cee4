package dev.slipway.core.json;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * The shortest decimal that reads back as the same number, on every JDK; older ones write some
 * numbers longer. JSON and CSV have the same digits.
 */
public final class ShortestDecimal {

  private ShortestDecimal() {}

  /**
   * Writes a float.
   *
   * @param number any; not a number and infinities as Java writes them
   * @return its text
   */
  public static String of(float number) {
    return NumberOutput.toString(number, true);
  }

  /**
   * Writes a double.
   *
   * @param number any; not a number and infinities as Java writes them
   * @return its text
   */
  public static String of(double number) {
    return NumberOutput.toString(number, true);
  }
}
