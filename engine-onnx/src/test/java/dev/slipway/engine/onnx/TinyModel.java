package dev.slipway.engine.onnx;

import dev.slipway.engine.onnx.OnnxGraph.OperatorId;
import java.util.Map;

/** Writes the bytes of models that no exporter would. */
final class TinyModel {

  static final int FLOAT = 1;
  static final int INT64 = 7;
  static final int STRING = 8;

  private final ProtoWriter graph = new ProtoWriter().string(Onnx.GRAPH_NAME, "tiny");
  private final ProtoWriter model = new ProtoWriter().varint(Onnx.MODEL_IR_VERSION, 8);

  /** Returns a model with one operator from {@code x} to {@code y}, both float {@code [n, 3]}. */
  static TinyModel of(OperatorId operator) {
    return new TinyModel()
        .input("x", FLOAT, -1, 3)
        .output("y", FLOAT, -1, 3)
        .node(operator, "x", "y");
  }

  static TinyModel of(String operator) {
    return of(new OperatorId("", operator));
  }

  TinyModel input(String name, int type, long... dimensions) {
    graph.message(Onnx.GRAPH_INPUT, value(name, type, dimensions));
    return this;
  }

  TinyModel output(String name, int type, long... dimensions) {
    graph.message(Onnx.GRAPH_OUTPUT, value(name, type, dimensions));
    return this;
  }

  TinyModel unshapedInput(String name, int type) {
    graph.message(Onnx.GRAPH_INPUT, unshaped(name, type));
    return this;
  }

  TinyModel unshapedOutput(String name, int type) {
    graph.message(Onnx.GRAPH_OUTPUT, unshaped(name, type));
    return this;
  }

  /** Adds an output whose type the operators tell. */
  TinyModel untypedOutput(String name) {
    graph.message(Onnx.GRAPH_OUTPUT, new ProtoWriter().string(Onnx.VALUE_NAME, name));
    return this;
  }

  private static ProtoWriter unshaped(String name, int type) {
    ProtoWriter tensor = new ProtoWriter().varint(Onnx.TENSOR_TYPE_ELEMENT, type);
    return new ProtoWriter()
        .string(Onnx.VALUE_NAME, name)
        .message(Onnx.VALUE_TYPE, new ProtoWriter().message(Onnx.TYPE_TENSOR, tensor));
  }

  /** Adds an operator with the name {@code the-node}; several names are separated by spaces. */
  TinyModel node(OperatorId operator, String inputs, String outputs) {
    graph.message(
        Onnx.GRAPH_NODE, nodeMessage(operator, inputs, outputs).string(Onnx.NODE_NAME, "the-node"));
    return this;
  }

  /** Adds an operator of the default domain without a name. */
  TinyModel node(String operator, String inputs, String outputs) {
    OperatorId id = new OperatorId("", operator);
    graph.message(Onnx.GRAPH_NODE, nodeMessage(id, inputs, outputs));
    return this;
  }

  /** Adds the same with attributes of texts. */
  TinyModel node(String operator, String inputs, String outputs, Map<String, String> attributes) {
    ProtoWriter node = nodeMessage(new OperatorId("", operator), inputs, outputs);
    attributes.forEach(
        (name, text) ->
            node.message(
                Onnx.NODE_ATTRIBUTE,
                new ProtoWriter()
                    .string(Onnx.ATTRIBUTE_NAME, name)
                    .varint(Onnx.ATTRIBUTE_TYPE, 3)
                    .string(4, text)));
    graph.message(Onnx.GRAPH_NODE, node);
    return this;
  }

  /** Adds an operator {@code If} without a name, with the same graph for both cases. */
  TinyModel branch(String condition, String output, TinyModel cases) {
    ProtoWriter node = nodeMessage(new OperatorId("", "If"), condition, output);
    for (String name : new String[] {"then_branch", "else_branch"}) {
      ProtoWriter attribute =
          new ProtoWriter()
              .string(Onnx.ATTRIBUTE_NAME, name)
              .varint(Onnx.ATTRIBUTE_TYPE, 5)
              .message(Onnx.ATTRIBUTE_GRAPH, cases.graph);
      node.message(Onnx.NODE_ATTRIBUTE, attribute);
    }
    graph.message(Onnx.GRAPH_NODE, node);
    return this;
  }

  private static ProtoWriter nodeMessage(OperatorId operator, String inputs, String outputs) {
    ProtoWriter node = new ProtoWriter();
    for (String name : inputs.split(" ", -1)) {
      node.string(Onnx.NODE_INPUT, name);
    }
    for (String name : outputs.split(" ", -1)) {
      node.string(Onnx.NODE_OUTPUT, name);
    }
    return node.string(Onnx.NODE_OPERATOR, operator.name())
        .string(Onnx.NODE_DOMAIN, operator.domain());
  }

  /** Adds a constant {@code w} of three floats in another file. */
  TinyModel external(String location, String offset, String length) {
    graph.message(Onnx.GRAPH_INITIALIZER, externalTensor(location, offset, length));
    return this;
  }

  /** Adds the same as the value of an operator {@code Constant} instead. */
  TinyModel externalAttribute(String location, String offset, String length) {
    ProtoWriter attribute =
        new ProtoWriter()
            .string(Onnx.ATTRIBUTE_NAME, "value")
            .varint(Onnx.ATTRIBUTE_TYPE, 4)
            .message(Onnx.ATTRIBUTE_TENSOR, externalTensor(location, offset, length));
    ProtoWriter node =
        new ProtoWriter()
            .string(Onnx.NODE_OUTPUT, "w")
            .string(Onnx.NODE_OPERATOR, "Constant")
            .message(Onnx.NODE_ATTRIBUTE, attribute);
    graph.message(Onnx.GRAPH_NODE, node);
    return this;
  }

  private static ProtoWriter externalTensor(String location, String offset, String length) {
    return new ProtoWriter()
        .varint(Onnx.TENSOR_DIMENSION, 3)
        .varint(Onnx.TENSOR_TYPE, FLOAT)
        .string(Onnx.TENSOR_NAME, "w")
        .message(Onnx.TENSOR_EXTERNAL_DATA, entry("location", location))
        .message(Onnx.TENSOR_EXTERNAL_DATA, entry("offset", offset))
        .message(Onnx.TENSOR_EXTERNAL_DATA, entry("length", length))
        .varint(Onnx.TENSOR_DATA_LOCATION, Onnx.EXTERNAL);
  }

  private static ProtoWriter entry(String key, String value) {
    return new ProtoWriter().string(Onnx.ENTRY_KEY, key).string(Onnx.ENTRY_VALUE, value);
  }

  /** Adds a function of the model's own, which negates its input. */
  TinyModel function(OperatorId id) {
    ProtoWriter function =
        new ProtoWriter()
            .string(Onnx.FUNCTION_NAME, id.name())
            .string(4, "a")
            .string(5, "b")
            .message(Onnx.FUNCTION_NODE, nodeMessage(new OperatorId("", "Neg"), "a", "b"))
            .message(9, opset("", 16))
            .string(Onnx.FUNCTION_DOMAIN, id.domain());
    model.message(Onnx.MODEL_FUNCTION, function);
    return this;
  }

  TinyModel imports(String domain, long version) {
    model.message(Onnx.MODEL_OPSET, opset(domain, version));
    return this;
  }

  private static ProtoWriter opset(String domain, long version) {
    return new ProtoWriter().string(Onnx.OPSET_DOMAIN, domain).varint(Onnx.OPSET_VERSION, version);
  }

  private static ProtoWriter value(String name, int type, long... dimensions) {
    ProtoWriter shape = new ProtoWriter();
    for (long size : dimensions) {
      ProtoWriter dimension = new ProtoWriter();
      shape.message(
          Onnx.SHAPE_DIMENSION,
          size < 0 ? dimension : dimension.varint(Onnx.DIMENSION_VALUE, size));
    }
    ProtoWriter tensor =
        new ProtoWriter()
            .varint(Onnx.TENSOR_TYPE_ELEMENT, type)
            .message(Onnx.TENSOR_TYPE_SHAPE, shape);
    return new ProtoWriter()
        .string(Onnx.VALUE_NAME, name)
        .message(Onnx.VALUE_TYPE, new ProtoWriter().message(Onnx.TYPE_TENSOR, tensor));
  }

  /** Returns the bytes. */
  byte[] toBytes() {
    return model.message(Onnx.MODEL_GRAPH, graph).toByteArray();
  }

  /** Returns the model with opset 16 imported. */
  MemoryArtefact artefact() {
    return MemoryArtefact.of(imports("", 16).toBytes());
  }
}
