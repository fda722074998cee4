package dev.slipway.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.engine.onnx.OnnxGraph.OperatorId;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where outputs are written, and what happens when their shape was guessed wrong. */
class OutputMemoryTest {

  private static LoadedModel load(TinyModel model) {
    return new OnnxEngineProvider().load(model.artefact(), EngineOptions.defaults());
  }

  @Test
  @DisplayName("an output is written into the execution's own memory from the first run on")
  void pinned() {
    TinyModel model =
        new TinyModel()
            .input("x", TinyModel.FLOAT, 2, 3)
            .output("y", TinyModel.FLOAT, 2, 3)
            .node(new OperatorId("", "Neg"), "x", "y");
    try (LoadedModel loaded = load(model);
        Execution execution = loaded.newExecution()) {
      execution.input(0, Shape.of(2, 3));
      execution.run();
      Tensor first = execution.output(0);
      assertThat(first.bytes().isDirect()).isTrue();
      execution.run();
      assertThat(execution.output(0)).isSameAs(first);
    }
  }

  @Test
  @DisplayName("rows without a name are followed from the second run on")
  void unnamedRows() {
    try (LoadedModel loaded = load(TinyModel.of("Neg"));
        Execution execution = loaded.newExecution()) {
      execution.input(0, Shape.of(4, 3));
      execution.run();
      execution.input(0, Shape.of(7, 3)).setDouble(20, 1.5);
      execution.run();
      assertThat(execution.output(0).bytes().isDirect()).isTrue();
      assertThat(execution.output(0).shape()).isEqualTo(Shape.of(7, 3));
      assertThat(execution.output(0).doubleAt(20)).isEqualTo(-1.5);
    }
  }

  @Test
  @DisplayName("an output that is an input under the same name has the input's values")
  void passedThrough() {
    TinyModel model = TinyModel.of("Neg").output("x", TinyModel.FLOAT, -1, 3);
    try (LoadedModel loaded = load(model);
        Execution execution = loaded.newExecution()) {
      for (double value : new double[] {1.5, -2, 3}) {
        execution.input(0, Shape.of(1, 3)).setDouble(0, value);
        execution.run();
        assertThat(execution.output(0).doubleAt(0)).isEqualTo(-value);
        assertThat(execution.output(1).doubleAt(0)).isEqualTo(value);
      }
    }
  }

  @Test
  @DisplayName("an output whose number of dimensions nobody declares has the run's shape")
  void unshapedOutput() {
    TinyModel model =
        new TinyModel()
            .input("x", TinyModel.FLOAT, -1, 3)
            .input("shape", TinyModel.INT64, -1)
            .unshapedOutput("y", TinyModel.FLOAT)
            .node(new OperatorId("", "Reshape"), "x shape", "y");
    try (LoadedModel loaded = load(model);
        Execution execution = loaded.newExecution()) {
      assertThat(loaded.signature().outputs().get(0).shape()).isEqualTo(Shape.of(-1));
      for (long[] shape : new long[][] {{6}, {3, 2}, {6}, {1, 6, 1}}) {
        execution.input(0, Shape.of(2, 3));
        Tensor target = execution.input(1, Shape.of(shape.length));
        for (int i = 0; i < shape.length; i++) {
          target.setLong(i, shape[i]);
        }
        execution.run();
        assertThat(execution.output(0).shape()).isEqualTo(Shape.of(shape));
      }
    }
  }

  @Test
  @DisplayName("a wrong guess is mended with the same texts as input")
  void wrongGuessWithTexts() {
    TinyModel model =
        new TinyModel()
            .input("x", TinyModel.STRING, -1)
            .output("distinct", TinyModel.STRING, -1)
            .output("counts", TinyModel.INT64, -1)
            .node(new OperatorId("", "Unique"), "x", "distinct indices inverse counts");
    try (LoadedModel loaded = load(model);
        Execution execution = loaded.newExecution()) {
      for (List<String> texts :
          List.of(
              List.of("a", "b", "c"),
              List.of("b", "b", "b"),
              List.of("c", "😀", "😀"),
              List.of("ó", "a", "ó"))) {
        assertDistinct(execution, texts);
      }
    }
  }

  private static void assertDistinct(Execution execution, List<String> texts) {
    Tensor input = execution.input(0, Shape.of(texts.size()));
    for (int i = 0; i < texts.size(); i++) {
      input.setString(i, texts.get(i));
    }
    execution.run();
    List<String> distinct = texts.stream().distinct().sorted().toList();
    assertThat(execution.output(1).shape()).isEqualTo(Shape.of(distinct.size()));
    for (int i = 0; i < distinct.size(); i++) {
      assertThat(execution.output(0).stringAt(i)).isEqualTo(distinct.get(i));
      long count = texts.stream().filter(distinct.get(i)::equals).count();
      assertThat(execution.output(1).longAt(i)).isEqualTo(count);
    }
  }
}
