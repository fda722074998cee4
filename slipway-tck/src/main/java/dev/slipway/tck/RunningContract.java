package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What comes out of one execution. */
abstract class RunningContract extends ContractPart {

  private static final int PATTERNS = 64;
  private static final long SEED = 20_260_101;

  RunningContract(EngineContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("golden inputs give golden outputs, what the engine lacks is refused")
  void golden(ReferenceModel model) {
    if (!lacks(model)) {
      checkGolden(model);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "IDENTITY_.*", mode = Mode.MATCH_ALL)
  @DisplayName("every bit pattern of a type passes unchanged")
  void bitPatterns(ReferenceModel model) {
    ElementType type = model.golden().cases().get(0).inputs().get(0).type();
    if (type == ElementType.STRING || lacks(model)) {
      return;
    }
    ByteBuffer patterns = patterns(type);
    try (LoadedModel loaded = load(model);
        Execution execution = loaded.newExecution()) {
      Tensor input = execution.input(0, Shape.of(PATTERNS / 2, 2));
      input.bytes().put(0, patterns, 0, patterns.capacity());
      execution.run();
      assertThat(execution.output(0).bytes().slice(0, patterns.capacity())).isEqualTo(patterns);
    }
  }

  private static ByteBuffer patterns(ElementType type) {
    byte[] bytes = new byte[PATTERNS * type.byteWidth()];
    new Random(SEED).nextBytes(bytes);
    for (int i = 0; i < bytes.length && type == ElementType.BOOL; i++) {
      bytes[i] &= 1;
    }
    return ByteBuffer.wrap(bytes);
  }

  @Test
  @DisplayName("an execution gives new answers to new inputs, again and again")
  void again() {
    Golden golden = ReferenceModel.LINEAR.golden();
    try (LoadedModel model = load(ReferenceModel.LINEAR);
        Execution execution = model.newExecution()) {
      for (int round = 0; round < 20; round++) {
        check(execution, golden.cases().get(round % golden.cases().size()));
      }
    }
  }

  @Test
  @DisplayName("an input of the same shape is the same memory")
  void sameMemory() {
    try (LoadedModel model = load(ReferenceModel.LINEAR);
        Execution execution = model.newExecution()) {
      Tensor first = execution.input(0, Shape.of(2, 3));
      fillRows(execution, 0, 2, 3);
      execution.run();
      assertThat(execution.input(0, Shape.of(2, 3))).isSameAs(first);
    }
  }

  @Test
  @DisplayName("an input of the wrong shape is refused, and the execution goes on")
  void wrongShape() {
    try (LoadedModel model = load(ReferenceModel.LINEAR);
        Execution execution = model.newExecution()) {
      for (Shape shape : new Shape[] {Shape.of(2, 4), Shape.of(3), Shape.of(-1, 3)}) {
        assertThatThrownBy(() -> execution.input(0, shape))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(shape.toString())
            .hasMessageContaining("[-1, 3]");
      }
      check(execution, ReferenceModel.LINEAR.golden().cases().get(0));
    }
  }

  @Test
  @DisplayName("running without an input fails with IllegalStateException")
  void missingInput() {
    try (LoadedModel model = load(ReferenceModel.LINEAR);
        Execution execution = model.newExecution()) {
      assertThatThrownBy(execution::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("'x'");
      check(execution, ReferenceModel.LINEAR.golden().cases().get(0));
    }
  }

  @Test
  @DisplayName("an output before the first run fails with IllegalStateException")
  void outputBeforeRun() {
    try (LoadedModel model = load(ReferenceModel.LINEAR);
        Execution execution = model.newExecution()) {
      assertThatThrownBy(() -> execution.output(0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("'y'");
    }
  }

  @Test
  @DisplayName("outputs follow when their shape depends on values")
  void changingShapes() {
    if (lacks(ReferenceModel.NONZERO)) {
      return;
    }
    try (LoadedModel model = load(ReferenceModel.NONZERO);
        Execution execution = model.newExecution()) {
      for (int present : new int[] {0, 3, 3, 5, 1, 0, 5}) {
        Tensor input = execution.input(0, Shape.of(5));
        for (int i = 0; i < 5; i++) {
          input.setDouble(i, i < present ? 1 : 0);
        }
        execution.run();
        assertThat(execution.output(0).shape()).isEqualTo(Shape.of(1, present));
      }
    }
  }
}
