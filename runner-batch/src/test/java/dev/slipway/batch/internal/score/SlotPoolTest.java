package dev.slipway.batch.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlotPoolTest {

  private final SlotPool pool = new SlotPool(2, () -> new Slot(List.of(), List.of()));

  @Test
  @DisplayName("a token finds its slot until all is read, then it is stale")
  void stale() {
    SlotPool.Lease lease = pool.take();
    long token = pool.publish(lease);

    assertThat(pool.find(token).slot()).isSameAs(lease.slot());
    pool.read(lease, 0);

    assertThatThrownBy(() -> pool.find(token))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("token " + token + " is stale: its answers are gone");
  }

  @Test
  @DisplayName("a token of an earlier use does not find a later one")
  void earlierUse() {
    SlotPool.Lease first = pool.take();
    long token = pool.publish(first);
    pool.read(first, 0);
    SlotPool.Lease second = pool.take();
    pool.publish(second);

    assertThat(second.slot()).isSameAs(first.slot());
    assertThatThrownBy(() -> pool.find(token)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("tokens that nobody gave find nothing")
  void foreign() {
    for (long token : new long[] {SlotPool.NO_TOKEN, 0, 5L << 32, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> pool.find(token)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @DisplayName("the number of slots is bounded")
  void bounded() {
    pool.take();
    pool.take();
    assertThatThrownBy(pool::take)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("more than 2 chunks are scored but not read");
  }
}
