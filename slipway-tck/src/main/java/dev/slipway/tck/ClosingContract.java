package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.EngineException;
import dev.slipway.Shape;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How models and executions end. */
abstract class ClosingContract extends ContractPart {

  private static final int THREADS = 4;
  private static final int RUNS_BEFORE_CLOSE = 2_000;
  private static final int MOST_ATTEMPTS = 100;

  ClosingContract(EngineContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("after its model is closed an execution fails with IllegalStateException")
  void useAfterClose() {
    LoadedModel model = load(ReferenceModel.LINEAR);
    Execution execution = model.newExecution();
    check(execution, ReferenceModel.LINEAR.golden().cases().get(0));
    model.close();
    assertThatThrownBy(execution::run).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> execution.input(0, Shape.of(9, 3)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(model::newExecution).isInstanceOf(IllegalStateException.class);
    execution.cancel();
    execution.close();
  }

  @Test
  @DisplayName("after it is closed an execution fails with IllegalStateException, others go on")
  void useAfterExecutionClose() {
    try (LoadedModel model = load(ReferenceModel.LINEAR);
        Execution other = model.newExecution()) {
      Execution execution = model.newExecution();
      fillRows(execution, 0, 1, 3);
      execution.close();
      assertThatThrownBy(execution::run).isInstanceOf(IllegalStateException.class);
      check(other, ReferenceModel.LINEAR.golden().cases().get(0));
    }
  }

  @Test
  @DisplayName("closing again does nothing")
  void closeTwice() {
    LoadedModel model = load(ReferenceModel.LINEAR);
    Execution execution = model.newExecution();
    execution.close();
    execution.close();
    model.close();
    model.close();
    execution.close();
  }

  @Test
  @DisplayName("closing a model while thousands of calls run ends them all in good order")
  void closeWhileRunning() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < 5; round++) {
        LoadedModel model = load(ReferenceModel.MLP);
        CountDownLatch running = new CountDownLatch(RUNS_BEFORE_CLOSE);
        List<Future<Throwable>> ends = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          ends.add(executor.submit(() -> catchThrowable(() -> runForEver(model, running))));
        }
        running.await();
        model.close();
        for (Future<Throwable> end : ends) {
          assertThat(end.get()).isInstanceOf(IllegalStateException.class);
        }
      }
    } finally {
      executor.shutdown();
    }
  }

  private static void runForEver(LoadedModel model, CountDownLatch running) {
    Execution execution = model.newExecution();
    for (int run = 0; ; run++) {
      fillRows(execution, run, 1 + run % 3, 4);
      execution.run();
      running.countDown();
    }
  }

  @Test
  @DisplayName("closing waits for a call that runs")
  void closeWaits() throws Exception {
    if (!supports(Trait.CANCELLATION) || !supports(ReferenceModel.LOOP)) {
      return;
    }
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      boolean waited = false;
      for (int attempt = 0; attempt < MOST_ATTEMPTS && !waited; attempt++) {
        waited = waitsForCall(executor);
      }
      assertThat(waited).isTrue();
    } finally {
      executor.shutdown();
    }
  }

  /** Closes beside an endless call; false if the call had not begun, and then is refused. */
  private boolean waitsForCall(ExecutorService executor) throws Exception {
    try (LoadedModel model = load(ReferenceModel.LOOP)) {
      EndlessCall call = new EndlessCall(model.newExecution());
      Future<Throwable> run = executor.submit(call::run);
      call.awaitRunning();
      Future<?> close = executor.submit(model::close);
      boolean waits = catchThrowable(() -> close.get(100, TimeUnit.MILLISECONDS)) != null;
      Throwable end = call.cancelUntil(run);
      close.get();
      if (!waits) {
        assertThat(end).isInstanceOf(IllegalStateException.class);
      }
      return waits && end instanceof EngineException;
    }
  }
}
