package dev.slipway.http.internal.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.http.internal.serving.Placement.Place;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where calls run")
class PlacementTest {

  private static final long SHORT = 20_000;
  private static final long LONG = 5_000_000;

  private final Placement placement = new Placement();

  private void measured(int count, int rows, long nanos) {
    for (int i = 0; i < count; i++) {
      placement.measured(rows, nanos);
    }
  }

  @Test
  @DisplayName("is a worker before anything was measured")
  void unknown() {
    assertThat(placement.of(1)).isEqualTo(Place.WORKER);
  }

  @Test
  @DisplayName(
      "is the event loop for short calls, and a worker for calls of so many rows that they are long")
  void rows() {
    measured(1, 1, SHORT);
    measured(1, 101, SHORT + 100 * 1_000);
    assertThat(placement.of(1)).isEqualTo(Place.EVENT_LOOP);
    assertThat(placement.of(20)).isEqualTo(Place.EVENT_LOOP);
    assertThat(placement.of(40)).isEqualTo(Place.WORKER);
  }

  @Test
  @DisplayName("follows a model that becomes faster, as one does while it is compiled")
  void faster() {
    measured(200, 1, 400_000);
    assertThat(placement.of(1)).isEqualTo(Place.WORKER);
    measured(60, 1, SHORT);
    assertThat(placement.of(1)).isEqualTo(Place.EVENT_LOOP);
    assertThat(placement.oneRowNanos()).isCloseTo(SHORT, within(1.0));
  }

  @Test
  @DisplayName("follows a model that becomes slower")
  void slower() {
    measured(100, 1, SHORT);
    measured(20, 1, LONG);
    assertThat(placement.of(1)).isEqualTo(Place.WORKER);
  }

  @Test
  @DisplayName("stays the event loop where one of twenty calls is interrupted")
  void interrupted() {
    Random random = new Random(7);
    measured(100, 1, SHORT);
    for (int i = 0; i < 10_000; i++) {
      placement.measured(1, random.nextInt(20) == 0 ? LONG : SHORT);
      assertThat(placement.of(1)).isEqualTo(Place.EVENT_LOOP);
    }
  }

  @Test
  @DisplayName("is a worker where half of the calls are long")
  void half() {
    Random random = new Random(8);
    for (int i = 0; i < 1_000; i++) {
      placement.measured(1, random.nextBoolean() ? LONG : SHORT);
    }
    assertThat(placement.of(1)).isEqualTo(Place.WORKER);
  }

  private static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }
}
