package dev.slipway.convert.internal.weights;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Findings;
import dev.slipway.convert.internal.onnx.Node;
import dev.slipway.convert.internal.onnx.OnnxGraph;
import dev.slipway.convert.internal.onnx.TensorReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the weights of dense layers, convolutions and embeddings in 8 bits with a scale for each
 * channel. {@code DequantizeLinear} makes floats of them; what is computed with is never quantised,
 * so that a row's answer does not depend on its neighbours.
 */
public final class ByteWeights {

  private static final int FEWEST = 32;
  private static final int LARGEST = 127;
  private static final long SCALES_PER_CHANNEL = 13;

  private ByteWeights() {}

  /**
   * Converts a model.
   *
   * @param graph what was read
   * @param findings where it goes that there is nothing to convert
   * @return the file
   */
  public static byte[] of(OnnxGraph graph, Findings findings) {
    if (graph.opset() < OnnxGraph.OLDEST_OPSET) {
      findings.unsupported(
          "", "has operator set " + graph.opset() + ", expected " + OnnxGraph.OLDEST_OPSET);
      findings.throwIfAny();
    }
    WeightEdit edit = new WeightEdit(graph.model());
    channels(graph).forEach((name, axis) -> narrow(edit, graph, name, axis));
    if (edit.isEmpty()) {
      findings.unsupported(
          "",
          "has no weights to quantise: no Gemm, MatMul, Conv or Gather with at least "
              + FEWEST
              + " finite constants (linear models and trees keep theirs in attributes, which stay"
              + " as they are)");
    }
    findings.throwIfAny();
    return edit.toBytes();
  }

  /** Returns for each constant that is a weight the axis of its channels. */
  private static Map<String, Integer> channels(OnnxGraph graph) {
    Set<String> outputs =
        graph.outputs().stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
    Map<String, Integer> channels = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      int place = node.operator().equals("Gather") ? 0 : 1;
      if (node.inputs().size() <= place) {
        continue;
      }
      String name = node.inputs().get(place);
      TensorProto stored = graph.constants().get(name);
      if (stored == null
          || stored.getDataType() != DataType.FLOAT.getNumber()
          || outputs.contains(name)) {
        continue;
      }
      int axis = axis(node, stored.getDimsCount());
      if (axis >= 0) {
        channels.putIfAbsent(name, axis);
      }
    }
    return channels;
  }

  private static int axis(Node node, int rank) {
    if (rank < 2) {
      return -1;
    }
    return switch (node.operator()) {
      case "Conv", "Gather" -> 0;
      case "Gemm" -> node.integer("transB", 0) == 1 ? 0 : 1;
      case "MatMul" -> rank - 1;
      default -> -1;
    };
  }

  private static void narrow(WeightEdit edit, OnnxGraph graph, String name, int axis) {
    Constant weights = TensorReader.read(Objects.requireNonNull(graph.constants().get(name)));
    float[] reals = weights.reals();
    long[] sizes = weights.dimensions().sizes();
    int channels = (int) sizes[axis];
    int inner = 1;
    for (int i = axis + 1; i < sizes.length; i++) {
      inner *= (int) sizes[i];
    }
    float[] scales = scales(reals, channels, inner);
    if (reals.length < FEWEST || scales.length == 0) {
      return;
    }
    ByteBuffer bytes = WeightEdit.memory(reals.length);
    for (int i = 0; i < reals.length; i++) {
      float steps = reals[i] / scales[i / inner % channels];
      bytes.put((byte) Math.max(-LARGEST, Math.min(LARGEST, Math.rint(steps))));
    }
    ByteBuffer scaleBytes = WeightEdit.memory(Float.BYTES * channels);
    for (float scale : scales) {
      scaleBytes.putFloat(scale);
    }
    edit.replace(name);
    List<Long> shape = Arrays.stream(sizes).boxed().toList();
    String narrow = edit.constant(name + "/int8", DataType.INT8, shape, bytes.flip());
    if (graph.opset() >= SCALES_PER_CHANNEL) {
      String scale =
          edit.constant(
              name + "/scale", DataType.FLOAT, List.of((long) channels), scaleBytes.flip());
      edit.node(
          "DequantizeLinear", List.of(narrow, scale), name, WeightEdit.attribute("axis", axis));
      return;
    }
    // Before that version the operator has one scale for all; a product says the same.
    Long[] ones = new Long[sizes.length];
    Arrays.fill(ones, 1L);
    ones[axis] = (long) channels;
    String scale = edit.constant(name + "/scale", DataType.FLOAT, List.of(ones), scaleBytes.flip());
    String wide = edit.between(name + "/wide");
    edit.node(
        "Cast", List.of(narrow), wide, WeightEdit.attribute("to", DataType.FLOAT.getNumber()));
    edit.node("Mul", List.of(wide, scale), name);
  }

  /** Returns a scale for each channel; none if a weight is not finite. */
  private static float[] scales(float[] reals, int channels, int inner) {
    float[] scales = new float[channels];
    for (int i = 0; i < reals.length; i++) {
      int channel = i / inner % channels;
      scales[channel] = Math.max(scales[channel], Math.abs(reals[i]));
      if (!Float.isFinite(scales[channel])) {
        return new float[0];
      }
    }
    for (int channel = 0; channel < channels; channel++) {
      scales[channel] /= LARGEST;
      scales[channel] = scales[channel] < Float.MIN_NORMAL ? 1 : scales[channel];
    }
    return scales;
  }
}
