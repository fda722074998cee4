package dev.slipway.examples.flightdelay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  @Test
  @DisplayName("precision counts among the flights called late, recall among the late ones")
  void shares() {
    boolean[] called = {true, true, false, false, true};
    boolean[] late = {true, false, true, false, true};
    Alarms alarms = Alarms.of(called, late);
    assertThat(alarms).isEqualTo(new Alarms(3, 2, 3));
    assertThat(alarms.precision()).isEqualTo(2 / 3.0);
    assertThat(alarms.recall()).isEqualTo(2 / 3.0);
  }
}
