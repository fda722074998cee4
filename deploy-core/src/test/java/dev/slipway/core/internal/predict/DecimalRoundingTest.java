package dev.slipway.core.internal.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DecimalRoundingTest {

  @Property
  @Label("every double becomes the double nearest to its nearest decimal, the even one for ties")
  void exact(@ForAll long bits, @ForAll @IntRange(max = 15) int digits) {
    check(Double.longBitsToDouble(bits), digits);
  }

  @Property
  @Label("so do numbers of usual sizes")
  void usual(
      @ForAll @IntRange(min = -40, max = 40) int exponent,
      @ForAll double fraction,
      @ForAll @IntRange(max = 15) int digits) {
    check(Math.scalb(fraction % 1, exponent), digits);
  }

  @Property
  @Label("so do numbers at and beside the middle between two decimals")
  void ties(@ForAll int places, @ForAll @IntRange(max = 15) int digits) {
    double middle =
        new BigDecimal(places).add(new BigDecimal("0.5")).movePointLeft(digits).doubleValue();
    check(middle, digits);
    check(Math.nextUp(middle), digits);
    check(Math.nextDown(middle), digits);
  }

  private static void check(double value, int digits) {
    double rounded = new DecimalRounding(digits).rounded(value);
    boolean kept = !(Math.abs(value * Math.pow(10, digits)) < 0x1p52);
    double expected =
        kept
            ? value
            : Math.copySign(
                new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue(),
                value);
    assertThat(Double.doubleToLongBits(rounded)).isEqualTo(Double.doubleToLongBits(expected));
  }

  @Test
  @DisplayName("numbers round as Python's round does")
  void asPython() {
    DecimalRounding cents = new DecimalRounding(2);
    assertThat(cents.rounded(0.125)).isEqualTo(0.12);
    assertThat(cents.rounded(2.675)).isEqualTo(2.67);
    assertThat(cents.rounded(1.005)).isEqualTo(1.0);
    assertThat(cents.rounded(-0.005)).isEqualTo(-0.01);
    assertThat(cents.rounded(0.375)).isEqualTo(0.38);
    DecimalRounding whole = new DecimalRounding(0);
    assertThat(whole.rounded(0.5)).isEqualTo(0.0);
    assertThat(whole.rounded(1.5)).isEqualTo(2.0);
    assertThat(whole.rounded(2.5)).isEqualTo(2.0);
    assertThat(whole.rounded(-0.5)).isEqualTo(-0.0);
    assertThat(whole.rounded(Double.NaN)).isNaN();
    assertThat(whole.rounded(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
