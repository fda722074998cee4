package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Timestamps")
class TimestampsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1677-09-21T00:12:43Z",
        "1969-12-31T23:59:59.999999Z",
        "2262-04-11T23:47:17Z",
        "2973-09-13T16:26:01.994272Z",
        "9999-12-31T23:59:59.999999Z"
      })
  @DisplayName("survive reading and writing far beyond what 64-bit nanoseconds hold")
  void roundTrip(String text) {
    long micros = Timestamps.parse(text);
    assertThat(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)).isEqualTo(Instant.parse(text));
    assertThat(Timestamps.format(micros)).isEqualTo(text);
  }

  @Test
  @DisplayName("refuse what is finer than a microsecond")
  void nanoseconds() {
    assertThatThrownBy(() -> Timestamps.parse("2024-01-01T00:00:00.0000001Z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'2024-01-01T00:00:00.0000001Z' is no ISO 8601 date and time");
  }
}
