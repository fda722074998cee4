package dev.slipway.examples.flightdelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QualityTest {

  private static final boolean[] LATE = {true, false, true, false};

  @Test
  @DisplayName("probabilities in perfect order have an area of 1, reversed ones of 0")
  void order() {
    assertThat(Quality.of(new double[] {0.9, 0.1, 0.8, 0.2}, LATE).areaUnderCurve()).isEqualTo(1);
    assertThat(Quality.of(new double[] {0.1, 0.9, 0.2, 0.8}, LATE).areaUnderCurve()).isEqualTo(0);
  }

  @Test
  @DisplayName("answering the base rate every time has an area of a half and the base log-loss")
  void baseRate() {
    Quality quality = Quality.of(new double[] {0.5, 0.5, 0.5, 0.5}, LATE);
    assertThat(quality.baseRate()).isEqualTo(0.5);
    assertThat(quality.areaUnderCurve()).isEqualTo(0.5);
    assertThat(quality.logLoss()).isEqualTo(quality.baseLogLoss()).isEqualTo(Math.log(2));
  }

  @Property
  void areaIsTheShareOfPairsInOrder(
      @ForAll @Size(6) double @DoubleRange(min = 0, max = 1) [] probabilities) {
    boolean[] late = {true, false, false, true, true, false};
    double wins = 0;
    for (int i = 0; i < late.length; i++) {
      for (int j = 0; j < late.length; j++) {
        if (late[i] && !late[j]) {
          wins += (Math.signum(probabilities[i] - probabilities[j]) + 1) / 2.0;
        }
      }
    }
    assertThat(Quality.of(probabilities, late).areaUnderCurve()).isCloseTo(wins / 9, within(1e-12));
  }
}
