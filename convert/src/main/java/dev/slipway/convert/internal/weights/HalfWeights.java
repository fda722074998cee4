package dev.slipway.convert.internal.weights;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Findings;
import dev.slipway.convert.internal.onnx.HalfFloat;
import dev.slipway.convert.internal.onnx.OnnxGraph;
import dev.slipway.convert.internal.onnx.TensorReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps constants of floats in 16 bits; a {@code Cast} widens each when the model is loaded, and
 * all is computed in 32 bits as before.
 */
public final class HalfWeights {

  /** Fewer elements gain nothing. */
  private static final int FEWEST = 32;

  private HalfWeights() {}

  /**
   * Converts a model.
   *
   * @param graph what was read
   * @param findings where it goes that there is nothing to convert
   * @return the file
   */
  public static byte[] of(OnnxGraph graph, Findings findings) {
    WeightEdit edit = new WeightEdit(graph.model());
    Set<String> outputs =
        graph.outputs().stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
    for (TensorProto stored : graph.constants().values()) {
      boolean isFloat = stored.getDataType() == DataType.FLOAT.getNumber();
      if (isFloat && !outputs.contains(stored.getName())) {
        narrow(edit, stored.getName(), TensorReader.read(stored));
      }
    }
    if (edit.isEmpty()) {
      findings.unsupported(
          "",
          "has no weights to narrow: no constant with at least "
              + FEWEST
              + " floats in the range of 16 bits (linear models and trees keep theirs in"
              + " attributes, which stay as they are)");
    }
    findings.throwIfAny();
    return edit.toBytes();
  }

  private static void narrow(WeightEdit edit, String name, Constant weights) {
    float[] reals = weights.reals();
    if (reals.length < FEWEST) {
      return;
    }
    ByteBuffer halves = WeightEdit.memory(Short.BYTES * reals.length);
    for (float real : reals) {
      if (!(Math.abs(real) <= HalfFloat.LARGEST)) {
        return; // NaN, and what 16 bits cannot hold
      }
      halves.putShort(HalfFloat.fromFloat(real));
    }
    edit.replace(name);
    List<Long> shape = Arrays.stream(weights.dimensions().sizes()).boxed().toList();
    String half = edit.constant(name + "/fp16", DataType.FLOAT16, shape, halves.flip());
    edit.node("Cast", List.of(half), name, WeightEdit.attribute("to", DataType.FLOAT.getNumber()));
  }
}
