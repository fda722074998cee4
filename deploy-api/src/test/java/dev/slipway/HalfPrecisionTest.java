package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {

  @Test
  @DisplayName("widen all finite halves to the numbers their fields define")
  void everyFiniteHalf() {
    for (int bits = 0; bits < NarrowFloats.HALF.infinity(); bits++) {
      float expected = NarrowFloats.HALF.magnitude(bits).floatValue();
      assertThat(HalfPrecision.toFloat((short) bits)).isEqualTo(expected);
      assertThat(HalfPrecision.toFloat((short) (bits | 0x8000))).isEqualTo(-expected);
    }
    assertThat(Float.floatToRawIntBits(HalfPrecision.toFloat((short) 0x8000)))
        .isEqualTo(0x8000_0000);
  }

  @Test
  @DisplayName("widen infinities and every NaN")
  void specialHalves() {
    assertThat(HalfPrecision.toFloat((short) 0x7c00)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(HalfPrecision.toFloat((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
    for (int bits = 0x7c01; bits <= 0x7fff; bits++) {
      assertThat(HalfPrecision.toFloat((short) bits)).isNaN();
      assertThat(HalfPrecision.toFloat((short) (bits | 0x8000))).isNaN();
    }
  }

  @Test
  @DisplayName("come back unchanged for all 65,536 halves that are numbers, NaN as NaN")
  void roundTrip() {
    for (int bits = 0; bits < 0x10000; bits++) {
      short half = (short) bits;
      float wide = HalfPrecision.toFloat(half);
      short back = HalfPrecision.fromFloat(wide);
      if (Float.isNaN(wide)) {
        assertThat(HalfPrecision.toFloat(back)).isNaN();
      } else {
        assertThat(back).isEqualTo(half);
        assertThat(HalfPrecision.fromDouble(wide)).isEqualTo(half);
      }
    }
  }

  @Test
  @DisplayName("round every midpoint to even, and its neighbours away from it")
  void midpoints() {
    for (int bits = 0; bits < NarrowFloats.HALF.infinity(); bits++) {
      double below = NarrowFloats.HALF.magnitude(bits).doubleValue();
      double above = NarrowFloats.HALF.magnitude(bits + 1).doubleValue();
      checkAround((below + above) / 2);
    }
    for (int bits = 0; bits < NarrowFloats.BFLOAT.infinity(); bits += 3) {
      double below = NarrowFloats.BFLOAT.magnitude(bits).doubleValue();
      double above = NarrowFloats.BFLOAT.magnitude(bits + 1).doubleValue();
      checkAround((below + above) / 2);
    }
  }

  /** The last two are doubles that a detour over float would round to the midpoint first. */
  private static void checkAround(double midpoint) {
    float narrow = (float) midpoint;
    check(narrow);
    check(Math.nextUp(narrow));
    check(-Math.nextDown(narrow));
    check(midpoint);
    check(Math.nextUp(midpoint));
    check(-Math.nextDown(midpoint));
  }

  @Property(tries = 20_000)
  void floatsRoundToNearest(@ForAll int bits) {
    check(Float.intBitsToFloat(bits));
  }

  @Property(tries = 20_000)
  void floatsInRangeRoundToNearest(@ForAll @FloatRange(min = -70_000, max = 70_000) float value) {
    check(value);
    check(value * 0x1p-24f);
  }

  @Property(tries = 20_000)
  void doublesRoundToNearest(@ForAll long bits) {
    check(Double.longBitsToDouble(bits));
    check(Double.longBitsToDouble((bits & 0xf0ff_ffff_ffff_ffffL) | 0x3f00_0000_0000_0000L));
  }

  @Test
  @DisplayName("keep infinities and NaN")
  void specials() {
    assertThat(HalfPrecision.fromFloat(Float.POSITIVE_INFINITY)).isEqualTo((short) 0x7c00);
    assertThat(HalfPrecision.fromDouble(Double.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
    assertThat(HalfPrecision.toBfloat16(Float.POSITIVE_INFINITY)).isEqualTo((short) 0x7f80);
    assertThat(HalfPrecision.bfloat16FromDouble(Double.NEGATIVE_INFINITY))
        .isEqualTo((short) 0xff80);
    for (int bits : new int[] {0x7f800001, 0x7fffffff, 0xff800001, 0xffffffff, 0x7fc00000}) {
      float nan = Float.intBitsToFloat(bits);
      assertThat(HalfPrecision.toFloat(HalfPrecision.fromFloat(nan))).isNaN();
      assertThat(HalfPrecision.toBfloat16(nan) & 0x7fff).isGreaterThan(0x7f80);
    }
  }

  private static void check(float value) {
    if (Float.isFinite(value)) {
      BigDecimal exact = new BigDecimal(value);
      int half = withSign(NarrowFloats.HALF.nearest(exact), value);
      int bfloat = withSign(NarrowFloats.BFLOAT.nearest(exact), value);
      assertThat(HalfPrecision.fromFloat(value)).as("%s", value).isEqualTo((short) half);
      assertThat(HalfPrecision.toBfloat16(value)).as("%s", value).isEqualTo((short) bfloat);
    }
  }

  private static void check(double value) {
    if (Double.isFinite(value)) {
      BigDecimal exact = new BigDecimal(value);
      int half = withSign(NarrowFloats.HALF.nearest(exact), value);
      int bfloat = withSign(NarrowFloats.BFLOAT.nearest(exact), value);
      assertThat(HalfPrecision.fromDouble(value)).as("%s", value).isEqualTo((short) half);
      assertThat(HalfPrecision.bfloat16FromDouble(value)).as("%s", value).isEqualTo((short) bfloat);
    }
  }

  /** A BigDecimal has no -0. */
  private static int withSign(int bits, double value) {
    return Math.copySign(1, value) < 0 ? bits | 0x8000 : bits;
  }
}
