package dev.slipway.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run gate")
class RunGateTest {

  private final List<String> told = new ArrayList<>();
  private final RunGate gate = new RunGate(() -> told.add("cancel"), () -> told.add("take back"));

  @Test
  @DisplayName("lets one use begin when the one before has ended")
  void oneAtATime() {
    gate.enter();
    assertThatThrownBy(gate::enter)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot use an execution: another thread is using it");
    gate.leave();
    gate.enter();
    gate.leave();
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("tells a use to end as often as it is cancelled, and takes that back once")
  void cancelling() {
    gate.enter();
    assertThat(gate.isCancelled()).isFalse();
    gate.cancel();
    gate.cancel();
    assertThat(gate.isCancelled()).isTrue();
    gate.leave();

    assertThat(told).containsExactly("cancel", "cancel", "take back");
    assertThat(gate.isCancelled()).isFalse();
    gate.enter();
    gate.leave();
  }

  @Test
  @DisplayName("does nothing when nobody is there to be cancelled")
  void nothingToCancel() {
    gate.cancel();
    gate.close();
    gate.cancel();
    assertThat(told).isEmpty();
    assertThat(gate.isCancelled()).isFalse();
  }

  @Test
  @DisplayName("closes only when nobody is there, and for ever")
  void closing() {
    gate.enter();
    assertThat(gate.close()).isFalse();
    gate.leave();
    assertThat(gate.close()).isTrue();
    assertThat(gate.close()).isFalse();
    assertThat(gate.isClosed()).isTrue();
    assertThatThrownBy(gate::enter).hasMessage("Cannot use an execution: it is closed");
  }

  @Test
  @DisplayName("does not let a use end while another thread is cancelling it")
  void noLateCancel() throws InterruptedException {
    CountDownLatch cancelling = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<String> order = new ArrayList<>();
    RunGate slow =
        new RunGate(
            () -> {
              cancelling.countDown();
              await(mayEnd);
              order.add("cancelled");
            },
            () -> order.add("taken back"));
    slow.enter();
    Thread other = new Thread(slow::cancel);
    other.start();
    await(cancelling);
    Thread releasing = new Thread(mayEnd::countDown);
    releasing.start();
    slow.leave();
    other.join();
    releasing.join();

    assertThat(order).containsExactly("cancelled", "taken back");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
