package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.CallOptions;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.OverloadedException;
import dev.slipway.Predictor;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import dev.slipway.testing.EndlessModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Calls with deadlines and callers who give up")
@Timeout(120)
class WatchedCallsTest {

  private static final int CALLERS = 4;

  @TempDir Path folder;
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

  @AfterEach
  void stopCallers() throws InterruptedException {
    callers.shutdownNow();
    assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private Predictor loop(int executions) {
    Path model = EndlessModel.write(folder.resolve("loop.onnx"));
    return Slipway.builder().executions(executions).build().openModel(model);
  }

  private static Table trips(long count) {
    return Table.builder().longs("trips", count).build();
  }

  private static CallOptions within(Duration time) {
    return CallOptions.defaults().withTimeout(time);
  }

  @Test
  @DisplayName("end each at its own time, whatever times other calls have")
  void ownTimes() throws Exception {
    try (Predictor predictor = loop(2)) {
      CompletableFuture<Void> gone = new CompletableFuture<>();
      CallOptions patient = within(Duration.ofMinutes(10)).withCancellation(gone);
      Future<Table> first =
          callers.submit(() -> predictor.predict(trips(Long.MAX_VALUE), patient).answers());
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(
                () -> predictor.predict(trips(Long.MAX_VALUE), within(Duration.ofMillis(50))))
            .isInstanceOf(OverloadedException.class)
            .hasMessageContaining("PT0.05S was over while the model ran");
        assertThat(
                predictor.predict(trips(7), within(Duration.ofMinutes(1))).answers().column("sum"))
            .extracting(sum -> sum.longAt(0))
            .isEqualTo(7L);
      }
      assertThat(first).isNotDone();

      gone.complete(null);

      assertThatThrownBy(first::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(EngineException.class)
          .extracting(failure -> ((SlipwayException) failure).code())
          .isEqualTo(ErrorCode.CANCELLED);
    }
  }

  @Test
  @DisplayName("never end a later call that has time, however close the end of one was")
  void laterCalls() throws Exception {
    try (Predictor predictor = loop(2)) {
      List<Future<Integer>> done = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int seed = caller;
        done.add(callers.submit(() -> closeEnds(predictor, new Random(seed))));
      }
      int over = 0;
      for (Future<Integer> each : done) {
        over += each.get();
      }
      assertThat(over).isPositive();
    }
  }

  /** Makes calls that take about as long as they may; returns how many took longer. */
  private static int closeEnds(Predictor predictor, Random random) {
    int over = 0;
    for (int i = 0; i < 300; i++) {
      try {
        Duration time = Duration.ofNanos(100_000 + random.nextInt(1_000_000));
        predictor.predict(trips(random.nextInt(1_000)), within(time));
      } catch (OverloadedException late) {
        assertThat(late.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        over++;
      }
      assertThat(
              predictor
                  .predict(trips(3), within(Duration.ofMinutes(1)))
                  .answers()
                  .column("sum")
                  .longAt(0))
          .isEqualTo(3);
    }
    return over;
  }
}
