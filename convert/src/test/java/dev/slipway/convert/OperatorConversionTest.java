package dev.slipway.convert;

import static dev.slipway.testing.OnnxFile.FREE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.convert.internal.tflite.Operators;
import dev.slipway.testing.OnnxFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("A converted operator answers as in ONNX Runtime, alone and in batches:")
class OperatorConversionTest {

  private static final long N = FREE;

  private final Map<String, OnnxFile> models = new LinkedHashMap<>();

  private void add(String name, OnnxFile model) {
    assertThat(models.put(name, model)).as(name).isNull();
  }

  @TestFactory
  Stream<DynamicTest> operators() {
    arithmetic();
    dense();
    pointwise();
    convolutions();
    pools();
    layouts();
    shapes();
    selections();
    reductions();
    return models.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> BothEngines.of(entry.getValue()).check()));
  }

  @Test
  @DisplayName("each operator that is supported has a test here or among the classical ones")
  void allOperatorsAreTested() {
    operators();
    TreeSet<String> tested = new TreeSet<>();
    models.keySet().forEach(name -> tested.add(name.split("[ ,]", -1)[0]));
    List<String> missing = new ArrayList<>();
    for (String operator : Operators.limits().keySet()) {
      if (!operator.startsWith("ai.onnx.ml.") && !tested.contains(operator)) {
        missing.add(operator);
      }
    }
    assertThat(missing).isEmpty();
  }

  private void arithmetic() {
    for (String operator : new String[] {"Add", "Sub", "Mul", "Div"}) {
      add(
          operator + " of vector",
          TinyModel.of(N, 5)
              .floats("c", new long[] {5}, 1, -2, 3, .5f, 7)
              .node(operator, "x c", "y")
              .gives(N, 5));
      add(
          operator + " of number",
          TinyModel.of(N, 5).scalar("c", 2.5f).node(operator, "c x", "y").gives(N, 5));
      add(
          operator + " of two inputs",
          TinyModel.of(N, 5)
              .input("a", DataType.FLOAT, N, 5)
              .node(operator, "x a", "y")
              .gives(N, 5));
      add(
          operator + " of a column",
          TinyModel.of(N, 5)
              .input("a", DataType.FLOAT, N, 1)
              .node(operator, "x a", "y")
              .gives(N, 5));
      add(
          operator + " of images by channel",
          TinyModel.of(N, 3, 4, 5)
              .weights("c", 3, 1, 1)
              .node(operator, "x c", "y")
              .gives(N, 3, 4, 5));
    }
    add(
        "Add of integers",
        TinyModel.integers(N, 3)
            .longs("c", 5, -7, (1L << 40) + 1)
            .node("Add", "x c", "y")
            .output("y", DataType.INT64, N, 3)
            .file());
    add(
        "Mul of integers",
        TinyModel.integers(N, 3)
            .longs("c", 5, -7, 1L << 33)
            .node("Mul", "x c", "y")
            .output("y", DataType.INT64, N, 3)
            .file());
    add(
        "Sub of integers",
        TinyModel.integers(N, 3)
            .longs("c", 5, -7, 9)
            .node("Sub", "x c", "y")
            .output("y", DataType.INT64, N, 3)
            .file());
  }

  private void dense() {
    add(
        "Gemm",
        TinyModel.of(N, 7)
            .weights("w", 7, 3)
            .weights("b", 3)
            .node("Gemm", "x w b", "y")
            .gives(N, 3));
    add(
        "Gemm turned",
        TinyModel.of(N, 7)
            .weights("w", 3, 7)
            .weights("b", 1, 3)
            .with("transB", 1)
            .with("alpha", 0.5f)
            .with("beta", 2f)
            .node("Gemm", "x w b", "y")
            .gives(N, 3));
    add(
        "Gemm without bias",
        TinyModel.of(N, 7).weights("w", 7, 3).node("Gemm", "x w", "y").gives(N, 3));
    add(
        "Gemm with one bias",
        TinyModel.of(N, 7)
            .weights("w", 7, 3)
            .scalar("b", 0.5f)
            .node("Gemm", "x w b", "y")
            .gives(N, 3));
    add(
        "Gemm with a bias that is an input",
        TinyModel.of(N, 7)
            .input("b", DataType.FLOAT, N, 3)
            .weights("w", 7, 3)
            .with("beta", 3f)
            .node("Gemm", "x w b", "y")
            .gives(N, 3));
    add(
        "Gemm of two inputs",
        TinyModel.of(N, 7)
            .input("w", DataType.FLOAT, 3, 7)
            .with("transB", 1)
            .with("alpha", 2f)
            .node("Gemm", "x w", "y")
            .gives(N, 3));
    add(
        "Gemm with rows turned",
        TinyModel.of(4, 6)
            .weights("w", 4, 3)
            .with("transA", 1)
            .node("Gemm", "x w", "y")
            .gives(6, 3));
    add("MatMul", TinyModel.of(N, 7).weights("w", 7, 3).node("MatMul", "x w", "y").gives(N, 3));
    add(
        "MatMul of stacks",
        TinyModel.of(N, 4, 7).weights("w", 7, 3).node("MatMul", "x w", "y").gives(N, 4, 3));
    add(
        "MatMul of stacks by stacks",
        TinyModel.of(N, 4, 7).weights("w", 1, 7, 3).node("MatMul", "x w", "y").gives(N, 4, 3));
    add(
        "MatMul of two inputs",
        TinyModel.of(N, 4, 7)
            .input("a", DataType.FLOAT, N, 7, 2)
            .node("MatMul", "x a", "y")
            .gives(N, 4, 2));
    add(
        "MatMul by a vector",
        TinyModel.of(N, 7).weights("w", 7).node("MatMul", "x w", "y").gives(N));
    add(
        "MatMul of a vector",
        TinyModel.of(7).weights("w", 7, 2).node("MatMul", "x w", "y").gives(2));
    add(
        "MatMul of a constant",
        TinyModel.of(7, 2).weights("w", 3, 7).node("MatMul", "w x", "y").gives(3, 2));
  }

  private void pointwise() {
    for (String operator :
        new String[] {
          "Relu", "Sigmoid", "Tanh", "Neg", "Exp", "Abs", "Identity", "LeakyRelu", "Dropout"
        }) {
      add(operator, TinyModel.of(N, 6).node(operator, "x", "y").gives(N, 6));
    }
    add("Sqrt", TinyModel.of(N, 6).node("Abs", "x", "p").node("Sqrt", "p", "y").gives(N, 6));
    add("Log", TinyModel.of(N, 6).node("Exp", "x", "p").node("Log", "p", "y").gives(N, 6));
    add(
        "LeakyRelu with alpha",
        TinyModel.of(N, 6).with("alpha", 0.3f).node("LeakyRelu", "x", "y").gives(N, 6));
    add(
        "Clip",
        TinyModel.of(N, 6)
            .scalar("a", -0.5f)
            .scalar("b", 0.25f)
            .node("Clip", "x a b", "y")
            .gives(N, 6));
    add(
        "Clip from below",
        TinyModel.of(N, 6).scalar("a", -0.5f).node("Clip", "x a", "y").gives(N, 6));
    add(
        "Clip from above",
        TinyModel.of(N, 6).scalar("b", -0.5f).node("Clip", "x - b", "y").gives(N, 6));
    add(
        "Clip to six",
        TinyModel.of(N, 6).scalar("a", 0).scalar("b", 6).node("Clip", "x a b", "y").gives(N, 6));
    add(
        "Clip by inputs",
        TinyModel.of(N, 6)
            .input("a", DataType.FLOAT)
            .scalar("b", 1)
            .node("Clip", "x a b", "y")
            .gives(N, 6));
    add(
        "Clip of opset 10",
        TinyModel.of(N, 6)
            .opset(10)
            .with("min", -1f)
            .with("max", 0.5f)
            .node("Clip", "x", "y")
            .gives(N, 6));
    add("Clip of nothing", TinyModel.of(N, 6).node("Clip", "x", "y").gives(N, 6));
    add(
        "Cast to integers",
        TinyModel.of(N, 6)
            .with("to", 7)
            .node("Cast", "x", "y")
            .output("y", DataType.INT64, N, 6)
            .file());
    add(
        "Cast from integers",
        TinyModel.integers(N, 6).with("to", 1).node("Cast", "x", "y").gives(N, 6));
    add(
        "Cast to booleans and back",
        TinyModel.integers(N, 6)
            .with("to", 9)
            .node("Cast", "x", "b")
            .with("to", 1)
            .node("Cast", "b", "y")
            .gives(N, 6));
    add("Softmax", TinyModel.of(N, 6).node("Softmax", "x", "y").gives(N, 6));
    add(
        "Softmax of channels",
        TinyModel.of(N, 3, 4, 5).with("axis", 1).node("Softmax", "x", "y").gives(N, 3, 4, 5));
    add(
        "Softmax of opset 11",
        TinyModel.of(N, 3, 4).opset(11).node("Softmax", "x", "y").gives(N, 3, 4));
  }

  private void convolutions() {
    add(
        "Conv",
        TinyModel.of(N, 3, 8, 9)
            .weights("w", 4, 3, 3, 3)
            .weights("b", 4)
            .node("Conv", "x w b", "y")
            .gives(N, 4, 6, 7));
    add(
        "Conv padded",
        TinyModel.of(N, 3, 8, 9)
            .weights("w", 4, 3, 3, 3)
            .list("pads", 1, 1, 1, 1)
            .node("Conv", "x w", "y")
            .gives(N, 4, 8, 9));
    add(
        "Conv padded unevenly",
        TinyModel.of(N, 3, 8, 9)
            .weights("w", 4, 3, 3, 2)
            .list("pads", 0, 2, 1, 0)
            .list("strides", 2, 1)
            .node("Conv", "x w", "y")
            .gives(N, 4, 4, 10));
    add(
        "Conv with strides and pads",
        TinyModel.of(N, 3, 8, 8)
            .weights("w", 4, 3, 3, 3)
            .list("pads", 1, 1, 1, 1)
            .list("strides", 2, 2)
            .node("Conv", "x w", "y")
            .gives(N, 4, 4, 4));
    add(
        "Conv dilated",
        TinyModel.of(N, 2, 9, 9)
            .weights("w", 4, 2, 3, 3)
            .list("dilations", 2, 3)
            .node("Conv", "x w", "y")
            .gives(N, 4, 5, 3));
    add(
        "Conv SAME_UPPER",
        TinyModel.of(N, 2, 8, 9)
            .weights("w", 4, 2, 3, 2)
            .with("auto_pad", "SAME_UPPER")
            .list("strides", 2, 2)
            .node("Conv", "x w", "y")
            .gives(N, 4, 4, 5));
    add(
        "Conv SAME_LOWER",
        TinyModel.of(N, 2, 8, 9)
            .weights("w", 4, 2, 4, 2)
            .with("auto_pad", "SAME_LOWER")
            .node("Conv", "x w", "y")
            .gives(N, 4, 8, 9));
    add(
        "Conv VALID",
        TinyModel.of(N, 2, 8, 9)
            .weights("w", 4, 2, 3, 3)
            .with("auto_pad", "VALID")
            .node("Conv", "x w", "y")
            .gives(N, 4, 6, 7));
    add(
        "Conv depthwise",
        TinyModel.of(N, 4, 8, 9)
            .weights("w", 4, 1, 3, 3)
            .weights("b", 4)
            .with("group", 4)
            .list("pads", 1, 1, 1, 1)
            .node("Conv", "x w b", "y")
            .gives(N, 4, 8, 9));
    add(
        "Conv depthwise, multiplied",
        TinyModel.of(N, 4, 8, 9)
            .weights("w", 8, 1, 3, 3)
            .with("group", 4)
            .node("Conv", "x w", "y")
            .gives(N, 8, 6, 7));
    add(
        "Conv depthwise, uneven strides",
        TinyModel.of(N, 4, 8, 9)
            .weights("w", 4, 1, 3, 3)
            .with("group", 4)
            .list("strides", 1, 2)
            .node("Conv", "x w", "y")
            .gives(N, 4, 6, 4));
    add(
        "Conv in groups",
        TinyModel.of(N, 6, 8, 9)
            .weights("w", 4, 3, 3, 3)
            .weights("b", 4)
            .with("group", 2)
            .node("Conv", "x w b", "y")
            .gives(N, 4, 6, 7));
    add(
        "Conv of one place",
        TinyModel.of(N, 6, 5, 5)
            .weights("w", 4, 6, 1, 1)
            .node("Conv", "x w", "y")
            .gives(N, 4, 5, 5));
    add(
        "Conv of one channel",
        TinyModel.of(N, 1, 5, 5)
            .weights("w", 4, 1, 3, 3)
            .node("Conv", "x w", "y")
            .gives(N, 4, 3, 3));
    add(
        "Conv of sequences",
        TinyModel.of(N, 3, 12)
            .weights("w", 4, 3, 3)
            .weights("b", 4)
            .list("pads", 2, 0)
            .list("strides", 2)
            .node("Conv", "x w b", "y")
            .gives(N, 4, 6));
    add("BatchNormalization", normalised(TinyModel.of(N, 3, 4, 5)).gives(N, 3, 4, 5));
    add("BatchNormalization of rows", normalised(TinyModel.of(N, 3)).gives(N, 3));
    add(
        "BatchNormalization after Conv",
        normalised(TinyModel.of(N, 2, 6, 6).weights("w", 3, 2, 3, 3).node("Conv", "x w", "z"), "z")
            .gives(N, 3, 4, 4));
  }

  private static TinyModel normalised(TinyModel model) {
    return normalised(model, "x");
  }

  private static TinyModel normalised(TinyModel model, String input) {
    return model
        .weights("scale", 3)
        .weights("shift", 3)
        .weights("mean", 3)
        .floats("variance", new long[] {3}, 0.5f, 2, 1e-3f)
        .with("epsilon", 1e-3f)
        .node("BatchNormalization", input + " scale shift mean variance", "y");
  }

  private void pools() {
    for (String operator : new String[] {"MaxPool", "AveragePool"}) {
      add(
          operator,
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 2, 3)
              .node(operator, "x", "y")
              .gives(N, 3, 7, 7));
      add(
          operator + " with strides",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 2, 2)
              .list("strides", 2, 2)
              .node(operator, "x", "y")
              .gives(N, 3, 4, 4));
      add(
          operator + " padded",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 3, 3)
              .list("pads", 1, 1, 1, 1)
              .node(operator, "x", "y")
              .gives(N, 3, 8, 9));
      add(
          operator + " padded unevenly",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 3, 3)
              .list("pads", 0, 2, 1, 1)
              .list("strides", 2, 2)
              .node(operator, "x", "y")
              .gives(N, 3, 4, 5));
      add(
          operator + " with ceil_mode",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 3, 3)
              .list("strides", 2, 2)
              .with("ceil_mode", 1)
              .node(operator, "x", "y")
              .gives(N, 3, 4, 4));
      add(
          operator + " with ceil_mode and pads",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 3, 3)
              .list("strides", 3, 3)
              .list("pads", 1, 1, 1, 1)
              .with("ceil_mode", 1)
              .node(operator, "x", "y")
              .gives(N, 3, 4, 4));
      add(
          operator + " SAME_UPPER",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 2, 2)
              .with("auto_pad", "SAME_UPPER")
              .node(operator, "x", "y")
              .gives(N, 3, 8, 9));
      add(
          operator + " SAME_LOWER",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 2, 2)
              .with("auto_pad", "SAME_LOWER")
              .node(operator, "x", "y")
              .gives(N, 3, 8, 9));
      add(
          operator + " of sequences",
          TinyModel.of(N, 3, 9)
              .list("kernel_shape", 3)
              .list("strides", 2)
              .list("pads", 1, 1)
              .node(operator, "x", "y")
              .gives(N, 3, 5));
    }
    add(
        "AveragePool counting pads",
        TinyModel.of(N, 3, 8, 9)
            .list("kernel_shape", 3, 3)
            .list("pads", 1, 1, 1, 1)
            .with("count_include_pad", 1)
            .node("AveragePool", "x", "y")
            .gives(N, 3, 8, 9));
    add(
        "AveragePool counting pads with ceil_mode",
        TinyModel.of(N, 3, 8, 8)
            .list("kernel_shape", 3, 3)
            .list("strides", 2, 2)
            .list("pads", 0, 0, 0, 0)
            .with("ceil_mode", 1)
            .with("count_include_pad", 1)
            .node("AveragePool", "x", "y")
            .gives(N, 3, 4, 4));
    add(
        "GlobalAveragePool",
        TinyModel.of(N, 3, 8, 9).node("GlobalAveragePool", "x", "y").gives(N, 3, 1, 1));
    add(
        "GlobalAveragePool after Conv",
        TinyModel.of(N, 3, 8, 9)
            .weights("w", 4, 3, 3, 3)
            .node("Conv", "x w", "z")
            .node("GlobalAveragePool", "z", "g")
            .node("Flatten", "g", "y")
            .gives(N, 4));
  }

  private void layouts() {
    TinyModel joined =
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 2, 3, 3, 3)
            .node("Conv", "x w", "a")
            .node("Relu", "a", "b");
    add(
        "Concat of channels after Conv",
        joined.with("axis", 1).node("Concat", "a b", "y").gives(N, 4, 4, 4));
    TinyModel flat =
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 2, 3, 3, 3)
            .weights("v", 32, 5)
            .node("Conv", "x w", "a")
            .node("Relu", "a", "b");
    add("Flatten after Conv", flat.node("Flatten", "b", "f").node("Gemm", "f v", "y").gives(N, 5));
    add(
        "Add of plain and channels-last images",
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 3, 3, 1, 1)
            .node("Conv", "x w", "a")
            .node("Add", "a x", "y")
            .gives(N, 3, 6, 6));
    add(
        "Mul by a row after Conv",
        TinyModel.of(N, 3, 6, 5)
            .weights("w", 3, 3, 1, 1)
            .weights("c", 5)
            .node("Conv", "x w", "a")
            .node("Mul", "a c", "y")
            .gives(N, 3, 6, 5));
    add(
        "Mul by a computed row after Conv",
        TinyModel.of(N, 3, 6, 5)
            .input("c", DataType.FLOAT, 6, 5)
            .weights("w", 3, 3, 1, 1)
            .node("Conv", "x w", "a")
            .node("Mul", "a c", "y")
            .gives(N, 3, 6, 5));
    add(
        "Transpose around Conv",
        TinyModel.of(N, 6, 5, 3)
            .weights("w", 4, 3, 3, 3)
            .list("perm", 0, 3, 1, 2)
            .node("Transpose", "x", "a")
            .node("Conv", "a w", "b")
            .list("perm", 0, 2, 3, 1)
            .node("Transpose", "b", "y")
            .gives(N, 4, 3, 4));
    add(
        "Softmax of channels after Conv",
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 2, 3, 3, 3)
            .node("Conv", "x w", "a")
            .with("axis", 1)
            .node("Softmax", "a", "y")
            .gives(N, 2, 4, 4));
    add(
        "Slice of channels after Conv",
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 4, 3, 3, 3)
            .longs("s", 1, 0)
            .longs("e", 3, 2)
            .longs("a", 1, 2)
            .node("Conv", "x w", "z")
            .node("Slice", "z s e a", "y")
            .gives(N, 2, 2, 4));
    add(
        "ReduceMean of images after Conv",
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 4, 3, 3, 3)
            .node("Conv", "x w", "z")
            .list("axes", 2, 3)
            .with("keepdims", 0)
            .node("ReduceMean", "z", "y")
            .gives(N, 4));
  }

  private void shapes() {
    add(
        "Reshape",
        TinyModel.of(N, 6, 4).longs("s", 0, -1).node("Reshape", "x s", "y").gives(N, 24));
    add(
        "Reshape to many rows",
        TinyModel.of(N, 6, 4).longs("s", -1, 4).node("Reshape", "x s", "y").gives(N, 4));
    add(
        "Reshape by Shape",
        TinyModel.of(N, 6, 4)
            .longs("zero", 0)
            .longs("rest", -1)
            .node("Shape", "x", "s")
            .with("axis", 0)
            .node("Gather", "s zero", "n")
            .with("axis", 0)
            .node("Concat", "n rest", "t")
            .node("Reshape", "x t", "y")
            .gives(N, 24));
    add(
        "Shape in a product",
        TinyModel.of(N, 6, 4)
            .longs("zero", 0)
            .longs("six", 6)
            .longs("four", 4)
            .node("Shape", "x", "s")
            .node("Gather", "s zero", "n")
            .node("Mul", "n six", "m")
            .with("axis", 0)
            .node("Concat", "m four", "t")
            .node("Reshape", "x t", "y")
            .gives(N, 4));
    add("Flatten", TinyModel.of(N, 2, 3, 4).node("Flatten", "x", "y").gives(N, 24));
    add(
        "Flatten from axis 2",
        TinyModel.of(N, 2, 3, 4).with("axis", 2).node("Flatten", "x", "y").gives(N, 12));
    add(
        "Transpose",
        TinyModel.of(N, 2, 3, 4)
            .list("perm", 0, 3, 2, 1)
            .node("Transpose", "x", "y")
            .gives(N, 4, 3, 2));
    add("Transpose reversed", TinyModel.of(3, 4).node("Transpose", "x", "y").gives(4, 3));
    add(
        "Concat",
        TinyModel.of(N, 2)
            .input("a", DataType.FLOAT, N, 3)
            .with("axis", -1)
            .node("Concat", "x a x", "y")
            .gives(N, 7));
    add("Squeeze", TinyModel.of(N, 1, 4).longs("a", 1).node("Squeeze", "x a", "y").gives(N, 4));
    add(
        "Unsqueeze",
        TinyModel.of(N, 4).longs("a", -1, 1).node("Unsqueeze", "x a", "y").gives(N, 1, 4, 1));
    add(
        "Squeeze of opset 11",
        TinyModel.of(N, 1, 4).opset(11).list("axes", 1).node("Squeeze", "x", "y").gives(N, 4));
    add(
        "Constant",
        TinyModel.of(N, 3)
            .reals("value_floats", 1, 2, 3)
            .node("Constant", "-", "c")
            .node("Add", "x c", "y")
            .gives(N, 3));
  }

  private void selections() {
    add(
        "Slice",
        TinyModel.of(N, 6, 8)
            .longs("s", 1, -5)
            .longs("e", 5, Long.MAX_VALUE)
            .longs("a", 1, 2)
            .longs("t", 2, 1)
            .node("Slice", "x s e a t", "y")
            .gives(N, 2, 5));
    add(
        "Slice backwards",
        TinyModel.of(N, 6)
            .longs("s", -1)
            .longs("e", Long.MIN_VALUE + 1)
            .longs("a", 1)
            .longs("t", -1)
            .node("Slice", "x s e a t", "y")
            .gives(N, 6));
    add(
        "Slice backwards by two",
        TinyModel.of(N, 6)
            .longs("s", 4)
            .longs("e", 0)
            .longs("a", 1)
            .longs("t", -2)
            .node("Slice", "x s e a t", "y")
            .gives(N, 2));
    add(
        "Slice of all",
        TinyModel.of(N, 6)
            .longs("s", 0, 1)
            .longs("e", Long.MAX_VALUE, 3)
            .node("Slice", "x s e", "y")
            .gives(N, 2));
    add(
        "Slice of opset 9",
        TinyModel.of(N, 6)
            .opset(9)
            .list("starts", 2)
            .list("ends", 4)
            .list("axes", 1)
            .node("Slice", "x", "y")
            .gives(N, 2));
    add(
        "Gather of columns",
        TinyModel.of(N, 6)
            .longs("i", 4, 0, -1)
            .with("axis", 1)
            .node("Gather", "x i", "y")
            .gives(N, 3));
    add(
        "Gather of an embedding",
        TinyModel.integers(N, 2).weights("w", 3, 4).node("Gather", "w x", "y").gives(N, 2, 4));
    add(
        "Gather by negative positions",
        TinyModel.integers(N, 2)
            .longs("three", 3)
            .weights("w", 3, 4)
            .node("Sub", "x three", "i")
            .node("Gather", "w i", "y")
            .gives(N, 2, 4));
  }

  private void reductions() {
    for (String operator : new String[] {"ReduceMean", "ReduceMax"}) {
      add(operator, TinyModel.of(N, 6).list("axes", 1).node(operator, "x", "y").gives(N, 1));
      add(
          operator + " without the axis",
          TinyModel.of(N, 6, 3)
              .list("axes", -2)
              .with("keepdims", 0)
              .node(operator, "x", "y")
              .gives(N, 3));
      add(
          operator + " of opset 18",
          TinyModel.of(N, 6, 3)
              .opset(18)
              .longs("a", 1, 2)
              .with("keepdims", 0)
              .node(operator, "x a", "y")
              .gives(N));
    }
    add("ReduceSum", TinyModel.of(N, 6).longs("a", 1).node("ReduceSum", "x a", "y").gives(N, 1));
    add(
        "ReduceMean of nothing",
        TinyModel.of(N, 6)
            .opset(18)
            .with("noop_with_empty_axes", 1)
            .node("ReduceMean", "x", "y")
            .gives(N, 6));
    add(
        "ArgMax",
        TinyModel.of(N, 6)
            .with("axis", 1)
            .node("ArgMax", "x", "y")
            .output("y", DataType.INT64, N, 1)
            .file());
    add(
        "ArgMax without the axis",
        TinyModel.of(N, 6, 3)
            .with("axis", -1)
            .with("keepdims", 0)
            .node("ArgMax", "x", "y")
            .output("y", DataType.INT64, N, 6)
            .file());
  }
}
