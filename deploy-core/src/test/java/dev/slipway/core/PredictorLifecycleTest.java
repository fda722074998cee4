package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.OverloadedException;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.testing.EndlessModel;
import dev.slipway.testing.OnnxFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorLifecycleTest {

  private static final int CALLERS = 8;

  @TempDir Path folder;
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

  @AfterEach
  void stopCallers() throws InterruptedException {
    callers.shutdownNow();
    assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private Predictor logistic(int executions) {
    Path model = OnnxFile.logistic().write(folder.resolve("model.onnx"));
    return Slipway.builder().executions(executions).build().openModel(model);
  }

  private Predictor endless(Duration closeTimeout) {
    Path model = EndlessModel.write(folder.resolve("loop.onnx"));
    return Slipway.builder().executions(1).closeTimeout(closeTimeout).build().openModel(model);
  }

  private static Table row(float value) {
    Tensor tensor = Tensor.of(Shape.of(1, 4), value, 2, .5f, .25f);
    return Table.builder().column("features", Column.over(tensor)).build();
  }

  private static Table trips(long count) {
    return Table.builder().longs("trips", count).build();
  }

  @Test
  @DisplayName("calls of many threads on few executions each get their own answer")
  void givesEachThreadItsOwnAnswer() throws Exception {
    try (Predictor predictor = logistic(2)) {
      List<Future<Boolean>> done = new ArrayList<>();
      for (int t = 0; t < CALLERS; t++) {
        Table mine = row(t);
        float expected = predictor.predict(mine).column("probabilities").floatAt(1);
        done.add(callers.submit(() -> alwaysEqual(predictor, mine, expected)));
      }
      for (Future<Boolean> one : done) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  private static boolean alwaysEqual(Predictor predictor, Table row, float expected) {
    for (int i = 0; i < 5_000; i++) {
      if (predictor.predict(row).column("probabilities").floatAt(1) != expected) {
        return false;
      }
    }
    return true;
  }

  @RepeatedTest(20)
  @DisplayName("closing during thousands of calls lets each end with its answer or as closed")
  void closesDuringThousandsOfCalls() throws Exception {
    Predictor predictor = logistic(4);
    float expected = predictor.predict(row(1)).column("probabilities").floatAt(1);
    AtomicLong answered = new AtomicLong();
    List<Future<Void>> done = new ArrayList<>();
    for (int t = 0; t < CALLERS; t++) {
      done.add(callers.submit(untilClosed(predictor, expected, answered)));
    }
    while (answered.get() < 1_000) {
      Thread.onSpinWait();
    }
    predictor.close();
    for (Future<Void> one : done) {
      one.get(20, TimeUnit.SECONDS);
    }
    assertThat(answered.get()).isGreaterThanOrEqualTo(1_000);
    assertThatThrownBy(() -> predictor.predict(row(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the predictor is closed");
    predictor.close();
  }

  private static Callable<Void> untilClosed(
      Predictor predictor, float expected, AtomicLong answered) {
    return () -> {
      while (true) {
        try {
          assertThat(predictor.predict(row(1)).column("probabilities").floatAt(1))
              .isEqualTo(expected);
          answered.incrementAndGet();
        } catch (IllegalStateException closed) {
          assertThat(closed).hasMessageContaining("closed");
          return null;
        }
      }
    };
  }

  @Test
  @DisplayName("closing cancels a call that outlasts the close timeout")
  void closeCancelsAnEndlessCall() throws Exception {
    Predictor predictor = endless(Duration.ofMillis(200));
    CountDownLatch started = new CountDownLatch(1);
    Future<?> call =
        callers.submit(
            () -> {
              started.countDown();
              return predictor.predict(trips(Long.MAX_VALUE));
            });
    started.await();
    predictor.close();

    assertThatThrownBy(call::get)
        .cause()
        .isInstanceOfAny(EngineException.class, IllegalStateException.class);
  }

  @Test
  @DisplayName("waiting for an execution counts against the deadline")
  void waitingCountsAgainstTheDeadline() throws Exception {
    try (Predictor predictor = endless(Duration.ZERO)) {
      CallOptions brief = CallOptions.defaults().withTimeout(Duration.ofMillis(100));
      Future<?> first = callers.submit(() -> predictor.predict(trips(Long.MAX_VALUE)));
      assertThatThrownBy(() -> untilTaken(predictor, brief))
          .isInstanceOf(OverloadedException.class)
          .hasMessageContaining("was over while waiting for one of 1 executions")
          .extracting(e -> ((OverloadedException) e).code())
          .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(first.isDone()).isFalse();
    }
  }

  /** Calls until the other thread has the only execution, so that this one must wait for it. */
  private static void untilTaken(Predictor predictor, CallOptions brief) {
    while (true) {
      predictor.predict(trips(1), brief);
    }
  }

  @Test
  @DisplayName(
      "a call ends when its signal comes, before it or while it runs, and the next is sound")
  void cancellation() throws Exception {
    try (Predictor predictor = endless(Duration.ZERO)) {
      CompletableFuture<Void> gone = new CompletableFuture<>();
      CallOptions options = CallOptions.defaults().withCancellation(gone);
      assertThat(predictor.predict(trips(3), options).answers().column("sum").longAt(0))
          .isEqualTo(3);
      Future<?> call = callers.submit(() -> predictor.predict(trips(Long.MAX_VALUE), options));
      gone.complete(null);
      for (Future<?> ended :
          List.of(call, callers.submit(() -> predictor.predict(trips(Long.MAX_VALUE), options)))) {
        assertThatThrownBy(ended::get)
            .cause()
            .isInstanceOf(EngineException.class)
            .extracting(e -> ((EngineException) e).code())
            .isEqualTo(ErrorCode.CANCELLED);
      }
      assertThat(predictor.predict(trips(4)).column("sum").longAt(0)).isEqualTo(4);
    }
  }

  @Test
  @DisplayName("an interrupt ends waiting and stays set")
  void interruptEndsWaiting() throws Exception {
    try (Predictor predictor = endless(Duration.ZERO)) {
      Future<?> endless = callers.submit(() -> predictor.predict(trips(Long.MAX_VALUE)));
      CallOptions brief = CallOptions.defaults().withTimeout(Duration.ofMillis(50));
      assertThatThrownBy(() -> untilTaken(predictor, brief))
          .isInstanceOf(OverloadedException.class);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> predictor.predict(trips(1)))
          .isInstanceOf(OverloadedException.class)
          .hasMessageContaining("interrupted while waiting")
          .extracting(e -> ((OverloadedException) e).code())
          .isEqualTo(ErrorCode.CANCELLED);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(endless.isDone()).isFalse();
    }
  }

  @Test
  @DisplayName("thousands of calls at the edge of their deadline never disturb each other")
  void deadlinesNeverDisturbTheNextCall() throws Exception {
    try (Predictor predictor = logistic(2)) {
      CallOptions edge = CallOptions.defaults().withTimeout(Duration.ofNanos(20_000));
      float expected = predictor.predict(row(1)).column("probabilities").floatAt(1);
      List<Future<Integer>> done = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        done.add(callers.submit(() -> atTheEdge(predictor, edge, expected)));
      }
      int answered = 0;
      for (Future<Integer> one : done) {
        answered += one.get(60, TimeUnit.SECONDS);
      }
      assertThat(answered).isBetween(1, 4 * 4_000);
    }
  }

  private static int atTheEdge(Predictor predictor, CallOptions edge, float expected) {
    int answered = 0;
    for (int i = 0; i < 2_000; i++) {
      try {
        predictor.predict(row(1), edge);
        answered++;
      } catch (OverloadedException late) {
        assertThat(late.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      }
      // A call without a deadline is never cancelled, whatever was just before it.
      assertThat(predictor.predict(row(1)).column("probabilities").floatAt(1)).isEqualTo(expected);
      answered++;
    }
    return answered;
  }
}
