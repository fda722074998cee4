package dev.slipway.cli;

import dev.slipway.batch.BatchJob;
import dev.slipway.batch.BatchReport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a job so that Ctrl-C ends it in order: what it has begun to write goes away. */
final class InterruptibleRun {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private InterruptibleRun() {}

  static BatchReport of(BatchJob job) {
    Thread runner = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(runner, ended), "slipway-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return job.run();
    } finally {
      ended.countDown();
      remove(hook);
    }
  }

  private static void stop(Thread runner, CountDownLatch ended) {
    runner.interrupt();
    try {
      if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("slipway: The job does not stop, it is left to the system");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      // the hook is what ended the job
    }
  }
}
