package dev.slipway.tck;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.Shape;
import dev.slipway.spi.Execution;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call of the loop model that ends only by being cancelled. */
final class EndlessCall {

  private static final long ENDLESS = 1L << 62;

  private final Execution execution;
  private final CountDownLatch begun = new CountDownLatch(1);

  EndlessCall(Execution execution) {
    this.execution = execution;
    prepare(execution, ENDLESS);
  }

  /** Fills the inputs of the loop model. */
  static void prepare(Execution execution, long trips) {
    execution.input(0, Shape.scalar()).setLong(0, trips);
    execution.input(1, Shape.of(1)).setDouble(0, 2.5);
  }

  /** Runs and returns what the call ended with. */
  Throwable run() {
    begun.countDown();
    return catchThrowable(execution::run);
  }

  void awaitRunning() throws InterruptedException {
    begun.await();
  }

  /**
   * Cancels until the call has ended, since the first time may come before it has begun.
   *
   * @return what it ended with
   */
  Throwable cancelUntil(Future<Throwable> run) throws Exception {
    while (true) {
      execution.cancel();
      try {
        return run.get(1, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // not ended yet: once more
      }
    }
  }
}
