package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several threads on one model. */
abstract class ConcurrencyContract extends ContractPart {

  private static final int THREADS = 4;
  private static final int RUNS = 500;

  ConcurrencyContract(EngineContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("executions of one model on several threads each give their own answers")
  void oneModel() throws Exception {
    try (LoadedModel model = load(ReferenceModel.MLP)) {
      int[] expected = expected(model);
      onThreads(thread -> runAlone(model, thread, expected));
    }
  }

  @Test
  @DisplayName("models are loaded, run and closed on several threads")
  void severalModels() throws Exception {
    onThreads(
        thread -> {
          for (int round = 0; round < 5; round++) {
            checkGolden(round % 2 == thread % 2 ? ReferenceModel.LINEAR : ReferenceModel.SCALAR);
          }
        });
  }

  private static int[] expected(LoadedModel model) {
    try (Execution execution = model.newExecution()) {
      fillRows(execution, 0, THREADS * RUNS, 4);
      execution.run();
      return bits(execution.output(0));
    }
  }

  private static void runAlone(LoadedModel model, int thread, int[] expected) {
    try (Execution execution = model.newExecution()) {
      for (int run = 0; run < RUNS; run++) {
        int row = thread * RUNS + run;
        fillRows(execution, row, 1, 4);
        execution.run();
        assertThat(bits(execution.output(0))).containsExactly(expected[row]);
      }
    }
  }

  /** Something that one of several threads does. */
  interface Work {
    void run(int thread);
  }

  private static void onThreads(Work work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        tasks.add(
            () -> {
              work.run(thread);
              return null;
            });
      }
      for (Future<Void> done : executor.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      executor.shutdown();
    }
  }
}
