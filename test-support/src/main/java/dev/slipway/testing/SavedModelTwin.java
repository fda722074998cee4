package dev.slipway.testing;

import static java.util.stream.Collectors.toMap;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.tensorflow.proto.DataType;

/**
 * Writes small networks that are given as ONNX models as SavedModels with the same weights, node by
 * node. For tests: it knows the operators of {@link Networks} and refuses others. Not thread-safe.
 */
public final class SavedModelTwin {

  private static final int[] LAST_CHANNEL = {0, 2, 3, 1};
  private static final int[] SECOND_CHANNEL = {0, 3, 1, 2};

  private final OnnxMl.GraphProto graph;
  private final Map<String, OnnxMl.TensorProto> constants;
  private final SavedModelFile file = new SavedModelFile();

  private SavedModelTwin(OnnxMl.GraphProto graph) {
    this.graph = graph;
    this.constants =
        graph.getInitializerList().stream()
            .collect(toMap(OnnxMl.TensorProto::getName, Function.identity()));
  }

  /**
   * Returns the SavedModel.
   *
   * @param onnx a model file
   */
  public static SavedModelFile of(byte[] onnx) {
    try {
      return new SavedModelTwin(OnnxMl.ModelProto.parseFrom(onnx).getGraph()).write();
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalArgumentException(broken);
    }
  }

  private SavedModelFile write() {
    for (OnnxMl.ValueInfoProto input : graph.getInputList()) {
      file.input(input.getName(), type(input), dimensions(input));
    }
    graph.getNodeList().forEach(this::add);
    for (OnnxMl.ValueInfoProto output : graph.getOutputList()) {
      file.output(output.getName(), type(output), dimensions(output));
    }
    return file;
  }

  private static DataType type(OnnxMl.ValueInfoProto value) {
    int type = value.getType().getTensorType().getElemType();
    return type == OnnxMl.TensorProto.DataType.INT64_VALUE ? DataType.DT_INT64 : DataType.DT_FLOAT;
  }

  private static long[] dimensions(OnnxMl.ValueInfoProto value) {
    return value.getType().getTensorType().getShape().getDimList().stream()
        .mapToLong(dim -> dim.hasDimValue() ? dim.getDimValue() : -1)
        .toArray();
  }

  private void add(OnnxMl.NodeProto node) {
    String name = node.getOutput(0);
    String input = node.getInput(0);
    switch (node.getOpType()) {
      case "Relu", "Tanh", "Sigmoid", "Softmax", "Identity" ->
          file.floatNode(node.getOpType(), name, input);
      case "Gemm" -> {
        file.floatNode("MatMul", name + "_product", input + " " + floats(node, 1));
        file.floatNode("BiasAdd", name, name + "_product " + floats(node, 2));
      }
      case "Reshape" -> reshape(node);
      case "ArgMax" -> argMax(node);
      case "Conv" -> convolution(node);
      case "MaxPool" -> pool(node);
      default -> throw new IllegalArgumentException("no twin of " + node.getOpType());
    }
  }

  private String floats(OnnxMl.NodeProto node, int input) {
    OnnxMl.TensorProto constant = constant(node.getInput(input));
    long[] shape = constant.getDimsList().stream().mapToLong(Long::longValue).toArray();
    file.floats(constant.getName(), shape, values(constant));
    return constant.getName();
  }

  private OnnxMl.TensorProto constant(String name) {
    return Objects.requireNonNull(constants.get(name), name);
  }

  private static float[] values(OnnxMl.TensorProto constant) {
    float[] values = new float[constant.getFloatDataCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = constant.getFloatData(i);
    }
    return values;
  }

  private void reshape(OnnxMl.NodeProto node) {
    OnnxMl.TensorProto shape = constant(node.getInput(1));
    String name = node.getOutput(0) + "_shape";
    file.longs(
        name,
        new long[] {shape.getInt64DataCount()},
        shape.getInt64DataList().stream().mapToLong(Long::longValue).toArray());
    file.node(
        "Reshape",
        node.getOutput(0),
        node.getInput(0) + " " + name,
        GraphValues.type("T", DataType.DT_FLOAT),
        GraphValues.type("Tshape", DataType.DT_INT64));
  }

  private void argMax(OnnxMl.NodeProto node) {
    String axis = node.getOutput(0) + "_axis";
    file.integers(axis, new long[0], 1);
    file.node(
        "ArgMax",
        node.getOutput(0),
        node.getInput(0) + " " + axis,
        GraphValues.type("T", DataType.DT_FLOAT),
        GraphValues.type("Tidx", DataType.DT_INT32),
        GraphValues.type("output_type", DataType.DT_INT64));
  }

  private void convolution(OnnxMl.NodeProto node) {
    String name = node.getOutput(0);
    String filters = name + "_filters";
    OnnxMl.TensorProto constant = constant(node.getInput(1));
    long[] shape = constant.getDimsList().stream().mapToLong(Long::longValue).toArray();
    file.floats(
        filters,
        new long[] {shape[2], shape[3], shape[1], shape[0]},
        channelsLast(values(constant), shape));
    file.node(
        "Conv2D",
        name + "_images",
        transposed(name + "_in", node.getInput(0), LAST_CHANNEL) + " " + filters,
        GraphValues.type("T", DataType.DT_FLOAT),
        GraphValues.integers("strides", List.of(1L, 1L, 1L, 1L)),
        GraphValues.text("padding", "SAME"));
    file.floatNode("BiasAdd", name + "_sums", name + "_images " + floats(node, 2));
    transposed(name, name + "_sums", SECOND_CHANNEL);
  }

  /** Reorders filters from output, input, height, width to height, width, input, output. */
  private static float[] channelsLast(float[] values, long[] shape) {
    int outputs = (int) shape[0];
    int places = (int) (shape[2] * shape[3]);
    int inputs = (int) shape[1];
    float[] reordered = new float[values.length];
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input++) {
        for (int place = 0; place < places; place++) {
          reordered[(place * inputs + input) * outputs + output] =
              values[(output * inputs + input) * places + place];
        }
      }
    }
    return reordered;
  }

  private void pool(OnnxMl.NodeProto node) {
    String name = node.getOutput(0);
    file.node(
        "MaxPool",
        name + "_images",
        transposed(name + "_in", node.getInput(0), LAST_CHANNEL),
        GraphValues.type("T", DataType.DT_FLOAT),
        GraphValues.integers("ksize", List.of(1L, 2L, 2L, 1L)),
        GraphValues.integers("strides", List.of(1L, 2L, 2L, 1L)),
        GraphValues.text("padding", "VALID"));
    transposed(name, name + "_images", SECOND_CHANNEL);
  }

  private String transposed(String name, String input, int... axes) {
    file.integers(name + "_axes", new long[] {axes.length}, axes);
    file.node(
        "Transpose",
        name,
        input + " " + name + "_axes",
        GraphValues.type("T", DataType.DT_FLOAT),
        GraphValues.type("Tperm", DataType.DT_INT32));
    return name;
  }
}
