package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Dimensions that each call decides, and none at all. */
abstract class ShapesContract extends ContractPart {

  private static final long[][] SHAPES = {{2, 3}, {1, 7}, {5, 1}, {64, 33}, {1, 1}, {3, 2}, {2, 3}};
  private static final long[][] EMPTY = {{0, 4}, {3, 0}, {0, 0}};

  ShapesContract(EngineContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("every free dimension is the call's to decide, and the next call's again")
  void freeDimensions() {
    try (LoadedModel model = load(ReferenceModel.GRID);
        Execution execution = model.newExecution()) {
      assertThat(model.signature().inputs().get(0).shape().toArray()).containsExactly(-1, -1);
      for (long[] shape : SHAPES) {
        assertNegated(execution, Shape.of(shape));
      }
    }
  }

  @Test
  @DisplayName("any free dimension may be 0")
  void emptyDimensions() {
    Runnable use =
        () -> {
          try (LoadedModel model = load(ReferenceModel.GRID);
              Execution execution = model.newExecution()) {
            for (long[] shape : EMPTY) {
              assertNegated(execution, Shape.of(shape));
              assertNegated(execution, Shape.of(2, 2));
            }
          }
        };
    if (supports(Trait.EMPTY_BATCH)) {
      use.run();
    } else {
      assertRefused(Set.of(Trait.EMPTY_BATCH), use);
    }
  }

  private static void assertNegated(Execution execution, Shape shape) {
    Tensor input = execution.input(0, shape);
    for (int i = 0; i < input.size(); i++) {
      input.setDouble(i, i + 0.5);
    }
    execution.run();
    Tensor output = execution.output(0);
    assertThat(output.shape()).isEqualTo(shape);
    for (int i = 0; i < input.size(); i++) {
      assertThat(output.doubleAt(i)).isEqualTo(-(i + 0.5));
    }
  }

  @Test
  @DisplayName("a scalar has no dimension, and takes none")
  void scalar() {
    if (lacks(ReferenceModel.SCALAR)) {
      return;
    }
    try (LoadedModel model = load(ReferenceModel.SCALAR);
        Execution execution = model.newExecution()) {
      assertThat(model.signature().inputs().get(0).shape().rank()).isZero();
      assertThatThrownBy(() -> execution.input(0, Shape.of(1)))
          .isInstanceOf(IllegalArgumentException.class);
      ReferenceModel.SCALAR.golden().cases().forEach(golden -> check(execution, golden));
    }
  }
}
