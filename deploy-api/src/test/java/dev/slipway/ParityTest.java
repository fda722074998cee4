package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Parity.Level;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParityTest {

  @ParameterizedTest(name = "{0} and {1}: exact {2}, within {3}")
  @CsvSource({
    "1, 1, true, true",
    "1, 1.05, false, true",
    "1, 1.2, false, false",
    "100, 110, false, true",
    "100, 90, false, true",
    "100, 111, false, false",
    "0, 0.01, false, true",
    "0, 0.02, false, false",
    "0, -0.0, false, true",
    "-0.0, 0, false, true",
    "NaN, NaN, true, true",
    "NaN, 1, false, false",
    "1, NaN, false, false",
    "Infinity, Infinity, true, true",
    "Infinity, -Infinity, false, false",
    "Infinity, 1e308, false, false",
    "1e308, Infinity, false, false",
    "-1e308, 1e308, false, false",
    "4.9e-324, 0, false, true"
  })
  @DisplayName("accepts")
  void accepts(double expected, double actual, boolean exact, boolean within) {
    assertThat(Parity.exact().accepts(expected, actual)).isEqualTo(exact);
    assertThat(Parity.within(0.01, 0.1).accepts(expected, actual)).isEqualTo(within);
    assertThat(new Parity(Level.METRIC, 0.01, 0.1, 0.9).accepts(expected, actual))
        .isEqualTo(within);
  }

  @Property
  void everyLevelAcceptsWhatIsEqual(@ForAll double value) {
    assertThat(Parity.exact().accepts(value, value)).isTrue();
    assertThat(Parity.within(0, 0).accepts(value, value)).isTrue();
  }

  @Test
  @DisplayName("an infinity is not even within an infinite tolerance of a number")
  void infiniteTolerance() {
    double infinite = Double.POSITIVE_INFINITY;
    assertThat(Parity.within(infinite, 0).accepts(1, 1e300)).isTrue();
    assertThat(Parity.within(infinite, 0).accepts(1, infinite)).isFalse();
    assertThat(Parity.within(infinite, 0).accepts(1, Double.NaN)).isFalse();
    assertThat(Parity.within(infinite, infinite).accepts(0, 1)).isTrue();
    assertThat(Parity.within(0.5, infinite).accepts(0, 1)).isFalse();
    assertThat(Parity.within(infinite, infinite).accepts(Double.NaN, 1)).isFalse();
  }

  @Test
  @DisplayName("refuses what is no tolerance and no share")
  void refused() {
    assertThatThrownBy(() -> Parity.within(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tolerances must be at least 0, but were -1.0 and 0.0");
    assertThatThrownBy(() -> Parity.within(0, Double.NaN))
        .hasMessage("tolerances must be at least 0, but were 0.0 and NaN");
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new Parity(Level.TOLERANCE, 0, 0, share))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("label agreement must be between 0 and 1, but was " + share);
    }
    assertThat(Parity.exact()).isEqualTo(new Parity(Level.EXACT, 0, 0, 1));
  }
}
