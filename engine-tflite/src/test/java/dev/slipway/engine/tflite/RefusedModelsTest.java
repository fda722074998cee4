package dev.slipway.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.EngineException;
import dev.slipway.InvalidPackageException;
import dev.slipway.Shape;
import dev.slipway.UnsupportedModelException;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.testing.TfliteFile;
import dev.slipway.testing.TfliteGraph;
import dev.slipway.testing.TfliteOptions;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/** Models that must not reach native code, or that it cannot run. */
class RefusedModelsTest {

  private static TfliteGraph graph(TfliteFile file) {
    return file.graph("main")
        .input("x", TensorType.FLOAT32, TfliteFile.FREE)
        .output("y", TensorType.FLOAT32, TfliteFile.FREE);
  }

  private static void assertUnsupported(TfliteFile file, String message) {
    assertThatThrownBy(() -> MemoryArtefact.load(file))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessage("Cannot load model.tflite: " + message);
  }

  private static void assertDamaged(TfliteFile file, String fact) {
    assertThatThrownBy(() -> MemoryArtefact.load(file))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessage("Cannot load model.tflite: " + fact + " (export it again)");
  }

  @Test
  @DisplayName("a custom operator is refused by its name and its node")
  void customOperator() {
    TfliteFile file = new TfliteFile();
    graph(file).custom("MyOperator", "x", "y");
    assertUnsupported(
        file,
        "operator 'MyOperator' of node 0 ('y') is a custom one, expected those of TensorFlow Lite (custom operators are libraries, which no package may bring)");
  }

  @Test
  @DisplayName("an operator of TensorFlow is refused with the way out")
  void flexOperator() {
    TfliteFile file = new TfliteFile();
    graph(file).custom("FlexErfc", "x", "y");
    assertUnsupported(
        file,
        "operator Erfc of node 0 ('y') is one of TensorFlow's, expected those of TensorFlow Lite (convert it without SELECT_TF_OPS)");
  }

  @Test
  @DisplayName("an operator that nobody knows is refused by its number")
  void unknownOperator() {
    TfliteFile file = new TfliteFile();
    graph(file).node(5000, "x", "y");
    assertUnsupported(
        file, "operator 5000 in version 1 of node 0 ('y') is not in this TensorFlow Lite");
  }

  @Test
  @DisplayName("an operator of a newer version is refused with the newest that is known")
  void newerOperator() {
    TfliteFile file = new TfliteFile();
    graph(file)
        .tensor("z", TensorType.FLOAT32, TfliteFile.FREE)
        .node(BuiltinOperator.NEG, "x", "z")
        .versioned(BuiltinOperator.LOGISTIC, 99, "z", "y");
    assertUnsupported(
        file,
        "operator LOGISTIC in version 99 of node 1 ('y') is not in this TensorFlow Lite, expected at most version 3");
  }

  @Test
  @DisplayName("a node that cannot be prepared is refused with what the library says")
  void shapesThatDoNotFit() {
    TfliteFile file = new TfliteFile();
    graph(file)
        .floats("table", new int[] {3}, 1, 2, 3)
        .node(BuiltinOperator.GATHER, "table x", "y", TfliteOptions.gather());
    assertThatThrownBy(() -> MemoryArtefact.load(file))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot load model.tflite: ")
        .hasMessageContaining("Positions of type 'FLOAT32' are not supported by gather")
        .hasMessageContaining("Node number 0 (GATHER) failed to prepare");
  }

  @Test
  @DisplayName("a call with shapes that do not fit each other fails with what the library says")
  void shapesOfACall() {
    TfliteFile file = new TfliteFile();
    graph(file)
        .floats("three", new int[] {3}, 1, 2, 3)
        .node(BuiltinOperator.ADD, "x three", "y", TfliteOptions.sum());
    try (LoadedModel model = MemoryArtefact.load(file);
        Execution execution = model.newExecution()) {
      for (int round = 0; round < 3; round++) {
        execution.input(0, Shape.of(2));
        assertThatThrownBy(execution::run)
            .isInstanceOf(EngineException.class)
            .hasMessageStartingWith("Cannot run model.tflite: ");
        execution.input(0, Shape.of(3)).setDouble(2, 0.5);
        execution.run();
        assertThat(execution.output(0).doubleAt(2)).isEqualTo(3.5);
      }
    }
  }

  @Test
  @DisplayName("types that nothing here has are refused by the name of the tensor")
  void complexNumbers() {
    TfliteFile file = new TfliteFile();
    file.graph("main")
        .input("x", TensorType.COMPLEX64, TfliteFile.FREE)
        .output("y", TensorType.FLOAT32, TfliteFile.FREE)
        .node(BuiltinOperator.REAL, "x", "y");
    assertUnsupported(
        file, "'x' is of the type COMPLEX64, expected numbers of whole bytes, booleans or texts");
  }

  @Test
  @DisplayName("a loop whose body is the loop itself is refused before native code follows it")
  void recursion() {
    TfliteFile file = new TfliteFile();
    graph(file).node(BuiltinOperator.WHILE, "x", "y", TfliteOptions.loop(0, 0));
    assertDamaged(file, "graph 0 runs itself");
  }

  @Test
  @DisplayName("values that are fewer than their shape says are refused")
  void missingValues() {
    TfliteFile file = new TfliteFile();
    graph(file)
        .constant("w", TensorType.FLOAT32, new byte[8], 3)
        .node(BuiltinOperator.ADD, "x w", "y", TfliteOptions.sum());
    assertDamaged(file, "tensor 'w' has 8 bytes of values, expected 12");
  }

  @Test
  @DisplayName("a tensor that nothing gives is refused")
  void nothingGivesIt() {
    TfliteFile file = new TfliteFile();
    graph(file)
        .tensor("z", TensorType.FLOAT32, 2)
        .node(BuiltinOperator.ADD, "x z", "y", TfliteOptions.sum());
    assertDamaged(file, "node 0 ('y') takes tensor 'z', which nothing before it gives");
  }

  @Test
  @DisplayName("a slice without its sizes, which native code would look for, is refused")
  void missingInputs() {
    TfliteFile file = new TfliteFile();
    graph(file).node(BuiltinOperator.SLICE, "x", "y");
    assertDamaged(file, "node 0 ('y') takes 1 inputs, expected 3");
  }

  @Test
  @DisplayName("an input that is left out where it is needed is refused")
  void inputLeftOut() {
    TfliteFile file = new TfliteFile();
    graph(file).node(BuiltinOperator.RESHAPE, "x -", "y");
    assertDamaged(file, "node 0 ('y') leaves an input out that it needs");
  }

  @Test
  @DisplayName("a sum of integers that stand for nothing, which ends the library, is refused")
  void sumWithoutScale() {
    TfliteFile file = new TfliteFile();
    file.graph("main")
        .input("x", TensorType.INT8, 4)
        .output("y", TensorType.INT8, 4)
        .node(BuiltinOperator.ADD, "x x", "y", TfliteOptions.sum());
    assertDamaged(file, "node 0 ('y') takes INT8 'x' without one scale and one zero point");
  }

  @Test
  @DisplayName("parts that are not as many as an operator says are refused")
  void parts() {
    TfliteFile file = new TfliteFile();
    graph(file).integers("axis", new int[0], 0).node(BuiltinOperator.SPLIT, "axis x", "y");
    assertDamaged(file, "an operator gives 0 parts to 1 tensors");
  }

  @Test
  @DisplayName("a refused load keeps nothing, and the next one works")
  void afterRefusal() {
    recursion();
    try (LoadedModel model = MemoryArtefact.load(TfliteFile.logistic());
        Execution execution = model.newExecution()) {
      execution.input(0, Shape.of(1, 4));
      execution.run();
    }
  }

  @Test
  @DisplayName("without XNNPACK and with several threads the answers are nearly the same")
  void settings() {
    EngineOptions options =
        EngineOptions.defaults().with(Settings.XNNPACK, "false").withIntraOpThreads(2);
    try (LoadedModel model = MemoryArtefact.load(TfliteFile.logistic(), options);
        Execution execution = model.newExecution()) {
      execution.input(0, Shape.of(1, 4)).setDouble(0, 1);
      execution.run();
      assertThat(execution.output(0).doubleAt(1)).isBetween(0.6456, 0.6457);
    }
  }

  @Test
  @DisplayName("the model that makes XNNPACK's kernels is the one that is described here")
  void ownModel() throws Exception {
    TfliteFile file = new TfliteFile();
    file.graph("main")
        .input("x", TensorType.FLOAT32, 1)
        .output("y", TensorType.FLOAT32, 1)
        .node(BuiltinOperator.NEG, "x", "y");
    try (InputStream stream = Xnnpack.class.getResourceAsStream("negation.tflite")) {
      assertThat(stream.readAllBytes()).isEqualTo(file.bytes());
    }
  }
}
