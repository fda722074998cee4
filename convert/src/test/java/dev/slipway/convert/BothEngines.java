package dev.slipway.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.engine.onnx.OnnxEngineProvider;
import dev.slipway.engine.tflite.TfliteEngineProvider;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelFormat;
import dev.slipway.testing.OnnxFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Runs a model on ONNX Runtime and, converted, on TensorFlow Lite, and compares. */
final class BothEngines {

  private static final int[] BATCHES = {1, 3, 257};
  private static final double ABSOLUTE = 2e-5;
  private static final double RELATIVE = 1e-4;

  private final byte[] onnx;
  private final ConvertedModel converted;
  private long seed = 1;
  private int integersBelow = 3;
  private double scale = 2;

  private BothEngines(byte[] onnx) {
    this.onnx = onnx;
    this.converted = ModelConverter.convert("test", ByteBuffer.wrap(onnx), Target.TFLITE);
  }

  static BothEngines of(OnnxFile model) {
    return new BothEngines(model.bytes());
  }

  static BothEngines of(byte[] model) {
    return new BothEngines(model);
  }

  BothEngines seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /** Sets below what the integers of inputs are; they are 0 or more. */
  BothEngines integersBelow(int limit) {
    integersBelow = limit;
    return this;
  }

  /** Sets the size of the floats of inputs. */
  BothEngines scale(double size) {
    scale = size;
    return this;
  }

  ConvertedModel converted() {
    return converted;
  }

  /** Compares all outputs for all batch sizes. */
  void check() {
    try (LoadedModel before =
            new OnnxEngineProvider()
                .load(BytesArtefact.of(ModelFormat.ONNX, onnx), EngineOptions.defaults());
        LoadedModel after =
            new TfliteEngineProvider()
                .load(
                    BytesArtefact.of(ModelFormat.TFLITE, converted.bytes()),
                    EngineOptions.defaults())) {
      assertThat(after.signature().inputs()).isEqualTo(before.signature().inputs());
      assertThat(after.signature().outputNames()).isEqualTo(before.signature().outputNames());
      boolean free =
          before.signature().inputs().stream().anyMatch(field -> !field.shape().isFixed());
      for (int batch : free ? BATCHES : new int[] {1}) {
        compare(before, after, batch);
      }
    }
  }

  private void compare(LoadedModel before, LoadedModel after, int batch) {
    List<Tensor> inputs = inputs(before.signature(), batch);
    try (Execution one = before.newExecution();
        Execution two = after.newExecution()) {
      give(one, inputs);
      give(two, inputs);
      one.run();
      two.run();
      List<String> names = before.signature().outputNames();
      for (int output = 0; output < names.size(); output++) {
        compare(names.get(output), batch, one.output(output), two.output(output));
      }
    }
  }

  private List<Tensor> inputs(Signature signature, int batch) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Tensor> inputs = new ArrayList<>();
    for (Signature.Field field : signature.inputs()) {
      Shape shape = field.shape().isFixed() ? field.shape() : field.shape().row().ofRows(batch);
      Tensor tensor = Tensor.zeros(field.type(), shape);
      for (int i = 0; i < tensor.size(); i++) {
        if (field.type().isFloating()) {
          tensor.setDouble(i, random.nextDouble(-scale, scale));
        } else {
          tensor.setLong(i, random.nextInt(integersBelow));
        }
      }
      inputs.add(tensor);
    }
    return inputs;
  }

  private static void give(Execution execution, List<Tensor> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      Tensor value = inputs.get(i);
      Tensor input = execution.input(i, value.shape());
      input.bytes().put(0, value.bytes(), 0, value.size() * value.type().byteWidth());
    }
  }

  private void compare(String name, int batch, Tensor expected, Tensor actual) {
    assertThat(actual.shape()).as("shape of %s, batch %d", name, batch).isEqualTo(expected.shape());
    List<String> labels = converted.labels().getOrDefault(name, List.of());
    if (labels.isEmpty()) {
      assertThat(actual.type()).as("type of %s", name).isEqualTo(expected.type());
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!labels.isEmpty()) {
        assertThat(labels.get((int) actual.longAt(i))).isEqualTo(expected.stringAt(i));
      } else if (expected.type() == ElementType.FLOAT32) {
        checkNumber(name + "[" + i + "], batch " + batch, expected.doubleAt(i), actual.doubleAt(i));
      } else {
        assertThat(actual.longAt(i)).as("%s[%d]", name, i).isEqualTo(expected.longAt(i));
      }
    }
  }

  private static void checkNumber(String place, double expected, double actual) {
    boolean equal =
        Double.compare(expected, actual) == 0
            || Math.abs(expected - actual) <= ABSOLUTE + RELATIVE * Math.abs(expected);
    if (!equal) {
      assertThat(actual).as(place).isEqualTo(expected);
    }
  }

  /** Returns how many operators of each code the converted model has. */
  Map<Integer, Integer> operators() {
    return TfliteOperators.count(converted.bytes());
  }
}
