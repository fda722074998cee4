package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Shape;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many rows a call has. */
abstract class BatchingContract extends ContractPart {

  private static final int COLUMNS = 4;
  private static final int ROWS = 128;

  BatchingContract(EngineContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("rows together have the same answers as rows alone, bit for bit")
  void batchesAndSingles() {
    try (LoadedModel model = load(ReferenceModel.MLP);
        Execution execution = model.newExecution()) {
      int[] together = answers(execution, 0, ROWS);
      for (int size : new int[] {1, 2, 3, 7, 64}) {
        for (int first = 0; first + size <= ROWS; first += size) {
          assertThat(answers(execution, first, size))
              .as("%d rows from %d", size, first)
              .isEqualTo(Arrays.copyOfRange(together, first, first + size));
        }
      }
    }
  }

  private static int[] answers(Execution execution, int first, int rows) {
    fillRows(execution, first, rows, COLUMNS);
    execution.run();
    assertThat(execution.output(0).shape()).isEqualTo(Shape.of(rows, 1));
    return bits(execution.output(0));
  }

  @Test
  @DisplayName("one execution takes batches that grow and shrink")
  void growAndShrink() {
    try (LoadedModel model = load(ReferenceModel.MLP);
        Execution execution = model.newExecution()) {
      int[] most = answers(execution, 0, 1000);
      for (int rows : new int[] {1, 7, 2, 64, 3, 500, 999, 1000, 1}) {
        assertThat(answers(execution, 0, rows)).isEqualTo(Arrays.copyOf(most, rows));
      }
    }
  }

  @Test
  @DisplayName("a batch without rows has answers without rows")
  void noRows() {
    Runnable use =
        () -> {
          try (LoadedModel model = load(ReferenceModel.MLP);
              Execution execution = model.newExecution()) {
            assertThat(answers(execution, 0, 0)).isEmpty();
            assertThat(answers(execution, 0, 2)).hasSize(2);
            assertThat(answers(execution, 0, 0)).isEmpty();
          }
        };
    if (supports(Trait.EMPTY_BATCH)) {
      use.run();
    } else {
      assertRefused(Set.of(Trait.EMPTY_BATCH), use);
    }
  }
}
