package dev.slipway.tck;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.slipway.ElementType;
import java.util.Arrays;
import java.util.List;

/** Writes small ONNX models. A dimension of -1 is the free one of rows. */
final class OnnxBuilder {

  private static final String ML = "ai.onnx.ml";

  private final GraphProto.Builder graph = GraphProto.newBuilder();

  OnnxBuilder(String name) {
    graph.setName(name);
  }

  OnnxBuilder input(String name, ElementType type, long... dimensions) {
    graph.addInput(value(name, tensor(type, dimensions)));
    return this;
  }

  OnnxBuilder output(String name, ElementType type, long... dimensions) {
    graph.addOutput(value(name, tensor(type, dimensions)));
    return this;
  }

  /** Declares an output that is a map from text to number for each row. */
  OnnxBuilder mapsOutput(String name) {
    TypeProto.Map map =
        TypeProto.Map.newBuilder()
            .setKeyType(code(ElementType.STRING))
            .setValueType(tensor(ElementType.FLOAT32))
            .build();
    TypeProto.Sequence sequence =
        TypeProto.Sequence.newBuilder().setElemType(TypeProto.newBuilder().setMapType(map)).build();
    graph.addOutput(value(name, TypeProto.newBuilder().setSequenceType(sequence).build()));
    return this;
  }

  OnnxBuilder node(String operator, String inputs, String output, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(operator.toLowerCase(java.util.Locale.ROOT) + "-" + output)
            .setOpType(operator)
            .addAllInput(List.of(inputs.split(" ")))
            .addOutput(output)
            .addAllAttribute(Arrays.asList(attributes)));
    return this;
  }

  /** Adds an operator of the machine-learning domain. */
  OnnxBuilder mlNode(String operator, String input, String output, AttributeProto... attributes) {
    node(operator, input, output, attributes);
    graph.getNodeBuilder(graph.getNodeCount() - 1).setDomain(ML);
    return this;
  }

  OnnxBuilder floats(String name, float[] values, long... dimensions) {
    TensorProto.Builder tensor = constant(name, ElementType.FLOAT32, dimensions);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
    return this;
  }

  OnnxBuilder condition(String name) {
    graph.addInitializer(constant(name, ElementType.BOOL).addInt32Data(1));
    return this;
  }

  /** Adds a constant whose values are in a file from its first byte on. */
  OnnxBuilder external(String name, String file, int bytes, long... dimensions) {
    TensorProto.Builder tensor = constant(name, ElementType.FLOAT32, dimensions);
    tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL);
    entry(tensor, "location", file);
    entry(tensor, "offset", "0");
    entry(tensor, "length", Integer.toString(bytes));
    graph.addInitializer(tensor);
    return this;
  }

  private static void entry(TensorProto.Builder tensor, String key, String value) {
    tensor.addExternalDataBuilder().setKey(key).setValue(value);
  }

  private static TensorProto.Builder constant(String name, ElementType type, long... dimensions) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(code(type));
    for (long dimension : dimensions) {
      tensor.addDims(dimension);
    }
    return tensor;
  }

  static AttributeProto texts(String name, String... values) {
    AttributeProto.Builder attribute = attribute(name, AttributeType.STRINGS);
    for (String value : values) {
      attribute.addStrings(ByteString.copyFromUtf8(value));
    }
    return attribute.build();
  }

  static AttributeProto integers(String name, long... values) {
    AttributeProto.Builder attribute = attribute(name, AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto integer(String name, long value) {
    return attribute(name, AttributeType.INT).setI(value).build();
  }

  static AttributeProto text(String name, String value) {
    return attribute(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)).build();
  }

  static AttributeProto body(OnnxBuilder body) {
    return attribute("body", AttributeType.GRAPH).setG(body.graph).build();
  }

  private static AttributeProto.Builder attribute(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  private static ValueInfoProto value(String name, TypeProto type) {
    return ValueInfoProto.newBuilder().setName(name).setType(type).build();
  }

  private static TypeProto tensor(ElementType type, long... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dimension : dimensions) {
      if (dimension < 0) {
        shape.addDimBuilder().setDimParam("rows");
      } else {
        shape.addDimBuilder().setDimValue(dimension);
      }
    }
    return TypeProto.newBuilder()
        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(code(type)).setShape(shape))
        .build();
  }

  private static int code(ElementType type) {
    return switch (type) {
      case FLOAT32 -> TensorProto.DataType.FLOAT_VALUE;
      case FLOAT64 -> TensorProto.DataType.DOUBLE_VALUE;
      case BINARY, DATETIME -> throw new IllegalArgumentException("ONNX has no " + type);
      default -> TensorProto.DataType.valueOf(type.name()).getNumber();
    };
  }

  byte[] toBytes() {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("slipway-tck")
        .setGraph(graph)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(16))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(2))
        .build()
        .toByteArray();
  }
}
