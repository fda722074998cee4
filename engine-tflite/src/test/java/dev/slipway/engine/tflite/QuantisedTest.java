package dev.slipway.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.EngineException;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.testing.TfliteFile;
import dev.slipway.testing.TfliteOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/** Models whose inputs and outputs are integers that stand for real numbers. */
class QuantisedTest {

  private static final EngineOptions RAW =
      EngineOptions.defaults().with(Settings.QUANTISED_NUMBERS, "raw");

  private static TfliteFile identity(byte type, float scale, long zeroPoint) {
    TfliteFile file = new TfliteFile();
    file.graph("main")
        .input("x", type, TfliteFile.FREE, 1)
        .output("y", type, TfliteFile.FREE, 1)
        .quantised("x", scale, zeroPoint)
        .quantised("y", scale, zeroPoint)
        .integers("shape", new int[] {2}, -1, 1)
        .node(BuiltinOperator.RESHAPE, "x shape", "y", TfliteOptions.reshape(-1, 1));
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    // type, scale, zero point, real number in, real number out
    "INT8, 0.5, 0, 3.2, 3.0",
    "INT8, 0.5, 0, 3.25, 3.5",
    "INT8, 0.5, 0, -3.25, -3.5",
    "INT8, 0.5, -10, -1000, -59",
    "INT8, 0.5, -10, 1e30, 68.5",
    "INT8, 0.5, 3, Infinity, 62",
    "UINT8, 0.0078125, 128, -1, -1",
    "UINT8, 0.0078125, 128, -2, -1",
    "UINT8, 0.0078125, 128, 7, 0.9921875",
    "INT16, 0.001953125, 0, 63.9999, 63.998046875",
    "INT16, 0.001953125, 0, -64, -64",
    "INT16, 0.001953125, 0, -1e9, -64"
  })
  @DisplayName("real numbers go in and out as the nearest that the integers stand for")
  void realNumbers(String type, float scale, int zeroPoint, float given, float expected) {
    byte number = (byte) java.util.List.of(TensorType.names).indexOf(type);
    try (LoadedModel model = MemoryArtefact.load(identity(number, scale, zeroPoint));
        Execution execution = model.newExecution()) {
      assertThat(model.signature().inputs().get(0).type()).isEqualTo(ElementType.FLOAT32);
      assertThat(model.signature().outputs().get(0).type()).isEqualTo(ElementType.FLOAT32);
      execution.input(0, Shape.of(1, 1)).setDouble(0, given);
      execution.run();
      assertThat(execution.output(0).doubleAt(0)).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("the integers themselves are to be had by a setting")
  void rawNumbers() {
    try (LoadedModel model = MemoryArtefact.load(identity(TensorType.UINT8, 0.5f, 128), RAW);
        Execution execution = model.newExecution()) {
      assertThat(model.signature().inputs().get(0).type()).isEqualTo(ElementType.UINT8);
      execution.input(0, Shape.of(2, 1)).setLong(1, 255);
      execution.run();
      assertThat(execution.output(0).longAt(1)).isEqualTo(255);
    }
  }

  @Test
  @DisplayName("NaN, which no integer stands for, fails and leaves the execution usable")
  void notANumber() {
    try (LoadedModel model = MemoryArtefact.load(identity(TensorType.INT8, 0.5f, 0));
        Execution execution = model.newExecution()) {
      Tensor input = execution.input(0, Shape.of(2, 1));
      input.setDouble(0, 1);
      input.setDouble(1, Double.NaN);
      assertThatThrownBy(execution::run)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("input 'x' has NaN at element 1");
      input.setDouble(1, 2);
      execution.run();
      assertThat(execution.output(0).doubleAt(1)).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("an int8 dense layer answers what its float sibling answers, within its steps")
  void denseLayer() {
    TfliteFile file = new TfliteFile();
    file.graph("main")
        .input("x", TensorType.INT8, TfliteFile.FREE, 2)
        .output("y", TensorType.INT8, TfliteFile.FREE, 1)
        .quantised("x", 1 / 16f, 0)
        .quantised("y", 1 / 8f, 4)
        .constant("w", TensorType.INT8, new byte[] {64, -32}, 1, 2)
        .quantised("w", 1 / 64f, 0)
        .integers("b", new int[] {1}, 512)
        .quantised("b", 1 / 1024f, 0)
        .node(BuiltinOperator.FULLY_CONNECTED, "x w b", "y", TfliteOptions.dense());
    try (LoadedModel model = MemoryArtefact.load(file);
        Execution execution = model.newExecution()) {
      for (int rows : new int[] {1, 3, 1, 64}) {
        Tensor input = execution.input(0, Shape.of(rows, 2));
        for (int i = 0; i < rows; i++) {
          input.setDouble(2 * i, i / 16.0);
          input.setDouble(2 * i + 1, -i / 16.0);
        }
        execution.run();
        for (int i = 0; i < rows; i++) {
          double real = i / 16.0 * 1 + -i / 16.0 * -0.5 + 0.5;
          assertThat(Math.abs(execution.output(0).doubleAt(i) - real))
              .isLessThanOrEqualTo(1 / 16.0);
        }
      }
    }
  }
}
