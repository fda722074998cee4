package dev.slipway.convert.internal.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;

/**
 * A model whose parts are all there, in an order in which they can be computed.
 *
 * @param model as it stands in the file
 * @param opsets version of each domain's operators
 * @param nodes each behind those that it needs
 * @param inputs what callers give: inputs that have no value
 * @param outputs what callers get
 * @param constants the values that the model brings, by name
 */
public record OnnxGraph(
    ModelProto model,
    Map<String, Long> opsets,
    List<Node> nodes,
    List<ValueInfoProto> inputs,
    List<ValueInfoProto> outputs,
    Map<String, TensorProto> constants) {

  /** The oldest version of the standard operators whose elements are joined as now. */
  public static final long OLDEST_OPSET = 7;

  /** The newest version of the standard operators that was looked at. */
  public static final long NEWEST_OPSET = 23;

  /** Returns the version of the standard operators. */
  public long opset() {
    return opsets.getOrDefault("", 0L);
  }
}
