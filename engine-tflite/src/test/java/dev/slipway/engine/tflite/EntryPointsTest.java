package dev.slipway.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.EngineException;
import dev.slipway.Shape;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.testing.TfliteFile;
import dev.slipway.testing.TfliteGraph;
import dev.slipway.testing.TfliteOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/** Models with signatures: one, several, on graphs beside the main one. */
class EntryPointsTest {

  /** Two graphs: the first negates, the second takes the difference of two inputs. */
  private static TfliteFile twoGraphs() {
    TfliteFile file = new TfliteFile();
    TfliteGraph negation =
        file.graph("main")
            .input("x:0", TensorType.FLOAT32, TfliteFile.FREE)
            .output("y:0", TensorType.FLOAT32, TfliteFile.FREE)
            .node(BuiltinOperator.NEG, "x:0", "y:0");
    TfliteGraph difference =
        file.graph("other")
            .input("a:0", TensorType.FLOAT32, TfliteFile.FREE)
            .input("b:0", TensorType.FLOAT32, TfliteFile.FREE)
            .output("c:0", TensorType.FLOAT32, TfliteFile.FREE)
            .node(BuiltinOperator.SUB, "a:0 b:0", "c:0", TfliteOptions.difference());
    return file.signature("negate", negation, "value=x:0", "negative=y:0")
        .signature("subtract", difference, "right=b:0 left=a:0", "rest=c:0");
  }

  private static EngineOptions signature(String key) {
    return EngineOptions.defaults().with(Settings.SIGNATURE, key);
  }

  @Test
  @DisplayName("a signature gives inputs and outputs their names, its graph their order")
  void names() {
    try (LoadedModel model = MemoryArtefact.load(twoGraphs(), signature("subtract"))) {
      assertThat(model.signature().inputNames()).containsExactly("left", "right");
      assertThat(model.signature().outputs().get(0).name()).isEqualTo("rest");
    }
  }

  @Test
  @DisplayName("each signature runs its own graph, in batches that grow and shrink")
  void runs() {
    try (LoadedModel negate = MemoryArtefact.load(twoGraphs(), signature("negate"));
        LoadedModel subtract = MemoryArtefact.load(twoGraphs(), signature("subtract"));
        Execution one = negate.newExecution();
        Execution other = subtract.newExecution()) {
      for (int rows : new int[] {1, 5, 2, 100, 1}) {
        for (int i = 0; i < rows; i++) {
          one.input(0, Shape.of(rows)).setDouble(i, i);
          other.input(0, Shape.of(rows)).setDouble(i, 10 * i);
          other.input(1, Shape.of(rows)).setDouble(i, i);
        }
        one.run();
        other.run();
        assertThat(one.output(0).doubleAt(rows - 1)).isEqualTo(-(rows - 1.0));
        assertThat(other.output(0).shape()).isEqualTo(Shape.of(rows));
        assertThat(other.output(0).doubleAt(rows - 1)).isEqualTo(9.0 * (rows - 1));
      }
    }
  }

  @Test
  @DisplayName("with several and no usual one, the signature must be chosen")
  void choice() {
    assertThatThrownBy(() -> MemoryArtefact.load(twoGraphs()))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Cannot load model.tflite: it has no signature 'serving_default', expected one of negate, subtract (choose it with the setting signature)");
    assertThatThrownBy(() -> MemoryArtefact.load(twoGraphs(), signature("negat")))
        .hasMessageContaining("it has no signature 'negat'");
    assertThatThrownBy(() -> MemoryArtefact.load(TfliteFile.logistic(), signature("any")))
        .hasMessageContaining("expected one of none");
  }

  @Test
  @DisplayName("an output that is an input, or a constant, has its values")
  void outputsWithoutNode() {
    TfliteFile file = new TfliteFile();
    file.graph("main")
        .input("x", TensorType.FLOAT32, TfliteFile.FREE)
        .floats("c", new int[] {2}, 1.5f, 2.5f)
        .output("y", TensorType.FLOAT32, TfliteFile.FREE)
        .node(BuiltinOperator.NEG, "x", "y")
        .outputs("x c");
    try (LoadedModel model = MemoryArtefact.load(file);
        Execution execution = model.newExecution()) {
      for (int rows = 1; rows < 4; rows++) {
        execution.input(0, Shape.of(rows)).setDouble(rows - 1, 3);
        execution.run();
        assertThat(execution.output(0).doubleAt(rows - 1)).isEqualTo(-3);
        assertThat(execution.output(1).doubleAt(rows - 1)).isEqualTo(3);
        assertThat(execution.output(2).doubleAt(1)).isEqualTo(2.5);
      }
    }
  }
}
