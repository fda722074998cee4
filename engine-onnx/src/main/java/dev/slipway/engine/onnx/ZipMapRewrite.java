package dev.slipway.engine.onnx;

import dev.slipway.engine.onnx.OnnxGraph.ZipMap;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Lets a classifier give its scores as the tensor they are before {@code ZipMap} wraps each row
 * into a map: the operator becomes {@code Identity}, and the output's type becomes {@code [n, k]}
 * float. Values stay the same bits; the labels are known from the operator.
 */
final class ZipMapRewrite {

  private static final long IDENTITY_OPSET = 9;

  private final List<ZipMap> zipMaps;

  private ZipMapRewrite(List<ZipMap> zipMaps) {
    this.zipMaps = zipMaps;
  }

  /** Returns the bytes of {@code model} with its final ZipMaps replaced. */
  static byte[] apply(ByteBuffer model, OnnxGraph graph) throws MalformedModelException {
    ProtoWriter rewritten = new ProtoWriter();
    ZipMapRewrite rewrite = new ZipMapRewrite(graph.finalZipMaps());
    ProtoReader reader = ProtoReader.over(model);
    while (reader.next()) {
      if (reader.isBytes(Onnx.MODEL_GRAPH)) {
        rewritten.message(Onnx.MODEL_GRAPH, rewrite.graph(reader.message()));
      } else {
        rewritten.copy(reader.whole());
      }
    }
    if (!graph.opsets().containsKey("")) {
      ProtoWriter opset = new ProtoWriter().varint(Onnx.OPSET_VERSION, IDENTITY_OPSET);
      rewritten.message(Onnx.MODEL_OPSET, opset);
    }
    return rewritten.toByteArray();
  }

  private ProtoWriter graph(ProtoReader graph) throws MalformedModelException {
    ProtoWriter rewritten = new ProtoWriter();
    while (graph.next()) {
      if (graph.isBytes(Onnx.GRAPH_NODE)) {
        node(graph, rewritten);
      } else if (graph.isBytes(Onnx.GRAPH_OUTPUT)) {
        output(graph, rewritten);
      } else {
        rewritten.copy(graph.whole());
      }
    }
    return rewritten;
  }

  private void node(ProtoReader graph, ProtoWriter rewritten) throws MalformedModelException {
    OnnxNode node = OnnxNode.of(graph.message());
    if (!node.isZipMap() || !zipMaps.contains(node.zipMap())) {
      rewritten.copy(graph.whole());
      return;
    }
    ProtoWriter identity =
        new ProtoWriter()
            .string(Onnx.NODE_INPUT, node.zipMap().input())
            .string(Onnx.NODE_OUTPUT, node.zipMap().output())
            .string(Onnx.NODE_NAME, node.name())
            .string(Onnx.NODE_OPERATOR, "Identity");
    rewritten.message(Onnx.GRAPH_NODE, identity);
  }

  private void output(ProtoReader graph, ProtoWriter rewritten) throws MalformedModelException {
    String name = OnnxGraphReader.readName(graph.message());
    for (ZipMap zipMap : zipMaps) {
      if (zipMap.output().equals(name)) {
        rewritten.message(Onnx.GRAPH_OUTPUT, scores(zipMap));
        return;
      }
    }
    rewritten.copy(graph.whole());
  }

  /** Returns the declaration of a float tensor of any rows and a column for each label. */
  private static ProtoWriter scores(ZipMap zipMap) {
    ProtoWriter columns = new ProtoWriter().varint(Onnx.DIMENSION_VALUE, zipMap.labels().size());
    ProtoWriter shape =
        new ProtoWriter()
            .message(Onnx.SHAPE_DIMENSION, new ProtoWriter())
            .message(Onnx.SHAPE_DIMENSION, columns);
    ProtoWriter tensor =
        new ProtoWriter()
            .varint(Onnx.TENSOR_TYPE_ELEMENT, Onnx.FLOAT)
            .message(Onnx.TENSOR_TYPE_SHAPE, shape);
    return new ProtoWriter()
        .string(Onnx.VALUE_NAME, zipMap.output())
        .message(Onnx.VALUE_TYPE, new ProtoWriter().message(Onnx.TYPE_TENSOR, tensor));
  }
}
