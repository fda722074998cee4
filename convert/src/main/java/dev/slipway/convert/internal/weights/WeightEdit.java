package dev.slipway.convert.internal.weights;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts nodes in the place of a graph's constants, which then have their names. Not thread-safe. */
final class WeightEdit {

  private final ModelProto model;
  private final GraphProto.Builder graph;
  private final Set<String> names = new HashSet<>();
  private final Set<String> replaced = new HashSet<>();
  private final List<TensorProto> constants = new ArrayList<>();
  private final List<NodeProto> nodes = new ArrayList<>();

  WeightEdit(ModelProto model) {
    this.model = model;
    this.graph = model.getGraph().toBuilder();
    model.getGraph().getInitializerList().forEach(each -> names.add(each.getName()));
    for (NodeProto node : model.getGraph().getNodeList()) {
      names.addAll(node.getInputList());
      names.addAll(node.getOutputList());
    }
  }

  /** Returns a name that nothing has, made from another. */
  private String unused(String name) {
    String free = name;
    for (int i = 1; !names.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /** Drops a constant, whose name the last node is going to give. */
  void replace(String name) {
    replaced.add(name);
  }

  /** Adds a constant and returns its name. */
  String constant(String name, TensorProto.DataType type, List<Long> shape, ByteBuffer bytes) {
    String free = unused(name);
    constants.add(
        TensorProto.newBuilder()
            .setName(free)
            .setDataType(type.getNumber())
            .addAllDims(shape)
            .setRawData(ByteString.copyFrom(bytes))
            .build());
    return free;
  }

  /** Returns memory for constants. */
  static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Adds a node that gives {@code output}. */
  void node(String operator, List<String> inputs, String output, AttributeProto... attributes) {
    nodes.add(
        NodeProto.newBuilder()
            .setName(unused(output + "/" + operator))
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes))
            .build());
  }

  /** Returns a name for what lies between two nodes. */
  String between(String name) {
    return unused(name);
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  boolean isEmpty() {
    return replaced.isEmpty();
  }

  /** Returns the changed model. */
  byte[] toBytes() {
    List<TensorProto> kept =
        graph.getInitializerList().stream().filter(t -> !replaced.contains(t.getName())).toList();
    List<ValueInfoProto> inputs =
        graph.getInputList().stream().filter(v -> !replaced.contains(v.getName())).toList();
    List<NodeProto> all = new ArrayList<>(nodes);
    all.addAll(graph.getNodeList());
    graph
        .clearInitializer()
        .addAllInitializer(kept)
        .addAllInitializer(constants)
        .clearInput()
        .addAllInput(inputs)
        .clearNode()
        .addAllNode(all);
    return model.toBuilder().setGraph(graph).build().toByteArray();
  }
}
