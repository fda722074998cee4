package dev.slipway.registry.mlflow.internal.http;

import java.time.Duration;

/** Lets time pass between two attempts. */
@FunctionalInterface
public interface Waiting {

  /**
   * Waits.
   *
   * @param time how long
   * @throws InterruptedException if the thread is interrupted
   */
  void pause(Duration time) throws InterruptedException;

  /**
   * Returns the real thing.
   *
   * @return what lets the calling thread sleep
   */
  static Waiting sleeping() {
    return time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
  }
}
