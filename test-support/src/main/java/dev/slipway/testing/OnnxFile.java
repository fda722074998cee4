package dev.slipway.testing;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes small ONNX models for tests. Not thread-safe. */
public final class OnnxFile {

  private static final String CLASSICAL = "ai.onnx.ml";

  /** A dimension that each call decides. */
  public static final long FREE = -1;

  private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
  private long opset = 17;

  /** Starts a model whose graph is called {@code test}. */
  public OnnxFile() {
    this("test");
  }

  /** Starts a model with a name for its graph. */
  public OnnxFile(String name) {
    graph.setName(name);
  }

  /** Sets the version of the standard operators, 17 unless set. */
  public OnnxFile opset(long version) {
    opset = version;
    return this;
  }

  /** Adds an input; a free dimension is {@link #FREE}. */
  public OnnxFile input(String name, DataType type, long... shape) {
    graph.addInput(value(name, type, shape));
    return this;
  }

  /** Adds an output; a free dimension is {@link #FREE}. */
  public OnnxFile output(String name, DataType type, long... shape) {
    graph.addOutput(value(name, type, shape));
    return this;
  }

  /** Adds an output that is a map from text to number for each row. */
  public OnnxFile mapsOutput(String name) {
    OnnxMl.TypeProto number =
        OnnxMl.TypeProto.newBuilder()
            .setTensorType(
                OnnxMl.TypeProto.Tensor.newBuilder()
                    .setElemType(DataType.FLOAT_VALUE)
                    .setShape(OnnxMl.TensorShapeProto.getDefaultInstance()))
            .build();
    OnnxMl.TypeProto.Map map =
        OnnxMl.TypeProto.Map.newBuilder()
            .setKeyType(DataType.STRING_VALUE)
            .setValueType(number)
            .build();
    OnnxMl.ValueInfoProto.Builder output = graph.addOutputBuilder().setName(name);
    output.getTypeBuilder().getSequenceTypeBuilder().getElemTypeBuilder().setMapType(map);
    return this;
  }

  /** Adds a constant of floats. */
  public OnnxFile floats(String name, List<Long> shape, float... values) {
    OnnxMl.TensorProto.Builder tensor = constant(name, DataType.FLOAT, shape);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return this;
  }

  /** Adds a constant of 64-bit integers. */
  public OnnxFile longs(String name, List<Long> shape, long... values) {
    OnnxMl.TensorProto.Builder tensor = constant(name, DataType.INT64, shape);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return this;
  }

  /** Adds a constant of 8-bit integers. */
  public OnnxFile bytes(String name, List<Long> shape, byte... values) {
    constant(name, DataType.INT8, shape).setRawData(ByteString.copyFrom(values));
    return this;
  }

  /** Adds a constant that is true. */
  public OnnxFile yes(String name) {
    constant(name, DataType.BOOL, List.of()).addInt32Data(1);
    return this;
  }

  /** Adds a constant of floats that are in a file beside the model, from its first byte on. */
  public OnnxFile external(String name, List<Long> shape, String file) {
    OnnxMl.TensorProto.Builder tensor = constant(name, DataType.FLOAT, shape);
    long bytes = Float.BYTES * shape.stream().reduce(1L, (a, b) -> a * b);
    tensor.setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL);
    tensor.addExternalDataBuilder().setKey("location").setValue(file);
    tensor.addExternalDataBuilder().setKey("offset").setValue("0");
    tensor.addExternalDataBuilder().setKey("length").setValue(Long.toString(bytes));
    return this;
  }

  private OnnxMl.TensorProto.Builder constant(String name, DataType type, List<Long> shape) {
    return graph
        .addInitializerBuilder()
        .setName(name)
        .setDataType(type.getNumber())
        .addAllDims(shape);
  }

  /** Adds a node without attributes. */
  public OnnxFile node(String operator, List<String> inputs, List<String> outputs) {
    return node(operator, inputs, outputs, List.of());
  }

  /** Adds a node. */
  public OnnxFile node(
      String operator,
      List<String> inputs,
      List<String> outputs,
      List<OnnxMl.AttributeProto> attributes) {
    add(operator, inputs, outputs, attributes);
    return this;
  }

  /** Adds a node of {@code ai.onnx.ml}, the operators of classical models. */
  public OnnxFile classicalNode(
      String operator,
      List<String> inputs,
      List<String> outputs,
      List<OnnxMl.AttributeProto> attributes) {
    add(operator, inputs, outputs, attributes).setDomain(CLASSICAL);
    return this;
  }

  private OnnxMl.NodeProto.Builder add(
      String operator,
      List<String> inputs,
      List<String> outputs,
      List<OnnxMl.AttributeProto> attributes) {
    return graph
        .addNodeBuilder()
        .setOpType(operator)
        .addAllInput(inputs)
        .addAllOutput(outputs)
        .addAllAttribute(attributes);
  }

  /** Returns an attribute of a node. */
  public static OnnxMl.AttributeProto floats(String name, float... values) {
    OnnxMl.AttributeProto.Builder attribute =
        OnnxMl.AttributeProto.newBuilder()
            .setName(name)
            .setType(OnnxMl.AttributeProto.AttributeType.FLOATS);
    for (float value : values) {
      attribute.addFloats(value);
    }
    return attribute.build();
  }

  /** Returns an attribute of a node. */
  public static OnnxMl.AttributeProto longs(String name, List<Long> values) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  /** Returns an attribute of a node. */
  public static OnnxMl.AttributeProto strings(String name, List<String> values) {
    OnnxMl.AttributeProto.Builder attribute =
        OnnxMl.AttributeProto.newBuilder()
            .setName(name)
            .setType(OnnxMl.AttributeProto.AttributeType.STRINGS);
    values.forEach(value -> attribute.addStrings(ByteString.copyFromUtf8(value)));
    return attribute.build();
  }

  /** Returns an attribute of a node. */
  public static OnnxMl.AttributeProto attribute(String name, long value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /** Returns an attribute of a node. */
  public static OnnxMl.AttributeProto attribute(String name, float value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /** Returns an attribute of a node. */
  public static OnnxMl.AttributeProto attribute(String name, String value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFrom(value, StandardCharsets.UTF_8))
        .build();
  }

  /** Returns an attribute of a node. */
  public static OnnxMl.AttributeProto attribute(String name, OnnxMl.GraphProto body) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.GRAPH)
        .setG(body)
        .build();
  }

  /** Returns the graph, as the body of another one. */
  public OnnxMl.GraphProto graph() {
    return graph.build();
  }

  public byte[] bytes() {
    OnnxMl.ModelProto.Builder model =
        OnnxMl.ModelProto.newBuilder()
            .setIrVersion(8)
            .setProducerName("slipway-test")
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset))
            .setGraph(graph);
    if (graph.getNodeList().stream().anyMatch(node -> node.getDomain().equals(CLASSICAL))) {
      model.addOpsetImport(
          OnnxMl.OperatorSetIdProto.newBuilder().setDomain(CLASSICAL).setVersion(3));
    }
    return model.build().toByteArray();
  }

  /** Writes the model and returns the file. */
  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Four features, probability = sigmoid of (0.5 a - 0.25 b + 0.125 c + d + 0.1), for both classes.
   */
  public static OnnxFile logistic() {
    DataType real = DataType.FLOAT;
    return new OnnxFile()
        .input("features", real, FREE, 4)
        .output("probabilities", real, FREE, 2)
        .floats("w", List.of(4L, 2L), -0.5f, 0.5f, 0.25f, -0.25f, -0.125f, 0.125f, -1, 1)
        .floats("b", List.of(2L), -0.1f, 0.1f)
        .node("Gemm", List.of("features", "w", "b"), List.of("logits"))
        .node("Sigmoid", List.of("logits"), List.of("probabilities"));
  }

  private static OnnxMl.ValueInfoProto value(String name, DataType type, long... shape) {
    OnnxMl.TensorShapeProto.Builder dimensions = OnnxMl.TensorShapeProto.newBuilder();
    for (long dimension : shape) {
      OnnxMl.TensorShapeProto.Dimension.Builder one =
          OnnxMl.TensorShapeProto.Dimension.newBuilder();
      dimensions.addDim(dimension < 0 ? one.setDimParam("n") : one.setDimValue(dimension));
    }
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(dimensions)))
        .build();
  }
}
