package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Shape;
import dev.slipway.SlipwayException;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls that fail or are ended. */
abstract class FailureContract extends ContractPart {

  /** Long enough that a cancellation which had an effect would come in time. */
  private static final long MANY_TRIPS = 200_000;

  FailureContract(EngineContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("a call that fails leaves the execution usable")
  void failedCall() {
    if (lacks(ReferenceModel.GATHER)) {
      return;
    }
    Golden.Case golden = ReferenceModel.GATHER.golden().cases().get(0);
    try (LoadedModel model = load(ReferenceModel.GATHER);
        Execution execution = model.newExecution()) {
      for (int round = 0; round < 3; round++) {
        check(execution, golden);
        execution.input(0, Shape.of(1)).setLong(0, 1_000_000);
        assertThatThrownBy(execution::run)
            .isInstanceOf(EngineException.class)
            .extracting(thrown -> ((SlipwayException) thrown).code())
            .isEqualTo(ErrorCode.ENGINE_FAILURE);
        assertThatThrownBy(() -> execution.output(0)).isInstanceOf(IllegalStateException.class);
      }
      check(execution, golden);
    }
  }

  @Test
  @DisplayName("cancelling ends an endless call, and the execution can be used again")
  void cancel() throws Exception {
    if (lacks(ReferenceModel.LOOP)) {
      return;
    }
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (LoadedModel model = load(ReferenceModel.LOOP);
        Execution execution = model.newExecution()) {
      if (!supports(Trait.CANCELLATION)) {
        assertGoesOn(execution, executor);
        return;
      }
      for (int round = 0; round < 5; round++) {
        EndlessCall call = new EndlessCall(execution);
        Future<Throwable> run = executor.submit(call::run);
        call.awaitRunning();
        assertThat(call.cancelUntil(run))
            .isInstanceOf(EngineException.class)
            .extracting(thrown -> ((SlipwayException) thrown).code())
            .isEqualTo(ErrorCode.CANCELLED);
        ReferenceModel.LOOP.golden().cases().forEach(golden -> check(execution, golden));
      }
    } finally {
      executor.shutdown();
    }
  }

  /** Asserts that cancelling has no effect, neither a good nor a bad one. */
  private static void assertGoesOn(Execution execution, ExecutorService executor) throws Exception {
    EndlessCall.prepare(execution, MANY_TRIPS);
    Future<?> run = executor.submit(execution::run);
    while (!run.isDone()) {
      execution.cancel();
      Thread.onSpinWait();
    }
    run.get();
    assertThat(execution.output(0).doubleAt(0)).isEqualTo(2.5);
  }

  @Test
  @DisplayName("cancelling when nothing runs does not touch the next call")
  void cancelIdle() {
    try (LoadedModel model = load(ReferenceModel.LINEAR);
        Execution execution = model.newExecution()) {
      for (Golden.Case golden : ReferenceModel.LINEAR.golden().cases()) {
        execution.cancel();
        check(execution, golden);
        execution.cancel();
      }
    }
  }

  @Test
  @DisplayName("cancelling one execution leaves the others of its model alone")
  void cancelOne() throws Exception {
    if (!supports(Trait.CANCELLATION) || !supports(ReferenceModel.LOOP)) {
      return;
    }
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (LoadedModel model = load(ReferenceModel.LOOP);
        Execution other = model.newExecution();
        Execution cancelled = model.newExecution()) {
      EndlessCall call = new EndlessCall(cancelled);
      Future<Throwable> run = executor.submit(call::run);
      call.awaitRunning();
      ReferenceModel.LOOP.golden().cases().forEach(golden -> check(other, golden));
      assertThat(run.isDone()).isFalse();
      call.cancelUntil(run);
      ReferenceModel.LOOP.golden().cases().forEach(golden -> check(other, golden));
    } finally {
      executor.shutdown();
    }
  }
}
