package dev.slipway.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.InvalidPackageException;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.UnsupportedModelException;
import dev.slipway.engine.onnx.OnnxGraph.OperatorId;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.Operator;
import dev.slipway.spi.TracedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A traced model answers what the operators inside of it compute. */
class TracedModelTest {

  private static final int FLOAT = TinyModel.FLOAT;

  private static TracedModel trace(ModelArtefact artefact) {
    return new OnnxEngineProvider().trace(artefact, EngineOptions.defaults()).orElseThrow();
  }

  /** Runs a model on {@code [1, 3]} floats and returns the values of one result. */
  private static double[] run(TracedModel model, String result, double... row) {
    try (Execution execution = model.newExecution()) {
      Tensor input = execution.input(0, Shape.of(1, row.length));
      for (int i = 0; i < row.length; i++) {
        input.setDouble(i, row[i]);
      }
      execution.run();
      Tensor output = execution.output(model.signature().outputNames().indexOf(result));
      assertThat(output.shape()).isEqualTo(Shape.of(1, row.length));
      double[] values = new double[row.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = output.doubleAt(i);
      }
      return values;
    }
  }

  private static TinyModel oneInput() {
    return new TinyModel().input("x", FLOAT, -1, 3).output("y", FLOAT, -1, 3);
  }

  @Test
  @DisplayName("every operator's result is an output, with the values computed by hand")
  void chain() {
    TinyModel chain =
        oneInput()
            .node("Neg", "x", "n")
            .node(new OperatorId("", "Add"), "n n", "a")
            .node("Neg", "a", "y");
    try (TracedModel model = trace(chain.artefact())) {
      assertThat(model.operators())
          .containsExactly(
              new Operator("Neg", "", List.of("n")),
              new Operator("Add", "the-node", List.of("a")),
              new Operator("Neg", "", List.of("y")));
      assertThat(model.signature().inputNames()).containsExactly("x");
      assertThat(model.signature().outputNames()).containsExactly("y", "n", "a");
      assertThat(run(model, "n", 1, 2, 3)).containsExactly(-1, -2, -3);
      assertThat(run(model, "a", 1, 2, 3)).containsExactly(-2, -4, -6);
      assertThat(run(model, "y", 1, 2, 3)).containsExactly(2, 4, 6);
    }
  }

  @Test
  @DisplayName("operators that stand in another order come after those whose results they take")
  void unsorted() {
    TinyModel backwards =
        oneInput().node("Neg", "b", "y").node("Add", "a x", "b").node("Exp", "x", "a");
    try (TracedModel model = trace(backwards.artefact())) {
      assertThat(model.operators()).extracting(Operator::type).containsExactly("Exp", "Add", "Neg");
      assertThat(run(model, "b", 0, 0, 0)).containsExactly(1, 1, 1);
    }
  }

  @Test
  @DisplayName("an operator without a name has the empty one; results it does not give are none")
  void unnamed() {
    TinyModel model =
        new TinyModel()
            .input("x", FLOAT, -1)
            .output("counts", TinyModel.INT64, -1)
            .node("Unique", "x", "distinct   counts");
    try (TracedModel traced = trace(model.artefact())) {
      assertThat(traced.operators())
          .containsExactly(new Operator("Unique", "", List.of("distinct", "counts")));
      assertThat(traced.signature().outputs())
          .extracting(field -> field.type())
          .containsExactly(ElementType.INT64, ElementType.FLOAT32);
    }
  }

  @Test
  @DisplayName(
      "operators inside of a branch are left out, and the branch comes after what it takes")
  void subgraph() {
    TinyModel model =
        oneInput()
            .input("c", 9)
            .branch("c", "y", new TinyModel().unshapedOutput("b", FLOAT).node("Neg", "a", "b"))
            .node("Exp", "x", "a");
    try (TracedModel traced = trace(model.artefact())) {
      assertThat(traced.operators())
          .containsExactly(
              new Operator("Exp", "", List.of("a")), new Operator("If", "", List.of("y")));
    }
  }

  @Test
  @DisplayName("results that are no tensors are left out")
  void sequences() {
    TinyModel model =
        oneInput()
            .node("SequenceConstruct", "x x", "s")
            .node("SequenceLength", "s", "length")
            .node("Neg", "x", "y");
    try (TracedModel traced = trace(model.artefact())) {
      assertThat(traced.operators().get(0).results()).isEmpty();
      assertThat(traced.signature().outputNames()).containsExactly("y", "length");
      assertThat(run(traced, "y", 1, 2, 3)).containsExactly(-1, -2, -3);
    }
  }

  @Test
  @DisplayName("results of a type that the runtime's interface does not know are left out")
  void optionals() {
    TinyModel model = oneInput().node("Optional", "x", "o").node("OptionalGetElement", "o", "y");
    try (TracedModel traced = trace(model.artefact())) {
      assertThat(traced.operators()).hasSize(2);
      assertThat(traced.signature().outputNames()).containsExactly("y");
      assertThat(run(traced, "y", 1, 2, 3)).containsExactly(1, 2, 3);
    }
  }

  @Test
  @DisplayName("an output that no operator computes is none of a traced model")
  void passedThrough() {
    TinyModel model = TinyModel.of("Neg").output("x", FLOAT, -1, 3);
    try (TracedModel traced = trace(model.artefact())) {
      assertThat(traced.signature().outputNames()).containsExactly("y");
      assertThat(run(traced, "y", 1, 2, 3)).containsExactly(-1, -2, -3);
    }
  }

  @Test
  @DisplayName("values in other files are read")
  void externalData(@TempDir Path directory) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(new float[] {1, 2, 3});
    Files.write(directory.resolve("w.bin"), bytes.array());
    byte[] model =
        oneInput()
            .node("Add", "x w", "a")
            .node("Neg", "a", "y")
            .external("w.bin", "0", "12")
            .imports("", 16)
            .toBytes();
    MemoryArtefact artefact =
        new MemoryArtefact(ByteBuffer.wrap(model), directory, Set.of("model.onnx", "w.bin"));
    try (TracedModel traced = trace(artefact)) {
      assertThat(run(traced, "a", 1, 1, 1)).containsExactly(2, 3, 4);
    }
  }

  @Test
  @DisplayName("answers are those of the model that is not traced")
  void sameAnswers() {
    MemoryArtefact chain = oneInput().node("Exp", "x", "e").node("Add", "e x", "y").artefact();
    double[] traced;
    try (TracedModel model = trace(chain)) {
      traced = run(model, "y", 1, 2, 3);
    }
    try (LoadedModel model = new OnnxEngineProvider().load(chain, EngineOptions.defaults());
        Execution execution = model.newExecution()) {
      Tensor input = execution.input(0, Shape.of(1, 3));
      for (int i = 0; i < 3; i++) {
        input.setDouble(i, i + 1);
      }
      execution.run();
      for (int i = 0; i < 3; i++) {
        assertThat(execution.output(0).doubleAt(i)).isEqualTo(traced[i]);
      }
    }
  }

  @Test
  @DisplayName("after close nothing runs, and closing again does nothing")
  void closed() {
    TracedModel model = trace(TinyModel.of("Neg").artefact());
    Execution execution = model.newExecution();
    execution.input(0, Shape.of(1, 3));
    model.close();
    model.close();
    assertThatThrownBy(execution::run).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(model::newExecution).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("what cannot be loaded cannot be traced, with the same error")
  void refused() {
    assertThatThrownBy(() -> trace(MemoryArtefact.of(new byte[] {0})))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot load model.onnx: it is damaged or no ONNX model");
    assertThatThrownBy(() -> trace(TinyModel.of("Frobnicate").artefact()))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("operator Frobnicate of opset 16");
  }
}
