package dev.slipway.convert.internal.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** Collects the tensors and operators of one graph and writes the file. Not thread-safe. */
final class TfliteBuilder {

  private static final int SCHEMA_VERSION = 3;
  private static final int LAST_OF_BYTE_CODES = 127;

  /** Where native code may read values of any type. */
  private static final int ALIGNMENT = 16;

  private final List<TensorT> tensors = new ArrayList<>();
  private final List<byte[]> buffers = new ArrayList<>(List.of(new byte[0]));
  private final List<OperatorT> operators = new ArrayList<>();
  private final List<OperatorCodeT> codes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** Adds a tensor and returns its place; it gets another name where the name is taken. */
  int tensor(String name, ElementType type, Dimensions dimensions) {
    return add(name, type, dimensions, 0);
  }

  /** Adds a constant and returns its place. */
  int constant(String name, ElementType type, Dimensions dimensions, byte[] bytes) {
    buffers.add(bytes);
    return add(name, type, dimensions, buffers.size() - 1);
  }

  private int add(String name, ElementType type, Dimensions dimensions, int buffer) {
    TensorT tensor = new TensorT();
    tensor.setName(unused(name));
    tensor.setType(code(type));
    tensor.setBuffer(buffer);
    tensor.setShape(dimensions.shape());
    if (dimensions.hasFree()) {
      tensor.setShapeSignature(dimensions.signature());
    }
    tensors.add(tensor);
    return tensors.size() - 1;
  }

  private String unused(String name) {
    String free = name;
    for (int i = 1; !names.add(free); i++) {
      free = name + "#" + i;
    }
    return free;
  }

  /** Keeps a name for {@link #rename}. */
  void reserve(String name) {
    names.add(name);
  }

  /** Gives a tensor a name that was reserved. */
  void rename(int tensor, String name) {
    tensors.get(tensor).setName(name);
  }

  /** Adds an operator. */
  void operator(int code, int[] inputs, int output, @Nullable BuiltinOptionsUnion options) {
    OperatorT operator = new OperatorT();
    operator.setOpcodeIndex(place(code));
    operator.setInputs(inputs);
    operator.setOutputs(new int[] {output});
    operator.setBuiltinOptions(options);
    operators.add(operator);
  }

  private int place(int code) {
    for (int i = 0; i < codes.size(); i++) {
      if (codes.get(i).getBuiltinCode() == code) {
        return i;
      }
    }
    OperatorCodeT added = new OperatorCodeT();
    added.setBuiltinCode(code);
    added.setDeprecatedBuiltinCode((byte) Math.min(code, LAST_OF_BYTE_CODES));
    added.setVersion(1);
    codes.add(added);
    return codes.size() - 1;
  }

  /** Returns the code of a type. */
  static byte code(ElementType type) {
    return switch (type) {
      case FLOAT32 -> TensorType.FLOAT32;
      case INT32 -> TensorType.INT32;
      case INT64 -> TensorType.INT64;
      case BOOL -> TensorType.BOOL;
      case INT8 -> TensorType.INT8;
      case UINT8 -> TensorType.UINT8;
      case INT16 -> TensorType.INT16;
      default ->
          throw new Refusal(
              "has the type "
                  + type
                  + ", expected FLOAT32, INT32, INT64, BOOL, INT8, UINT8, INT16");
    };
  }

  /** Returns the file. */
  byte[] bytes(int[] inputs, int[] outputs) {
    SubGraphT graph = new SubGraphT();
    graph.setName("main");
    graph.setTensors(tensors.toArray(TensorT[]::new));
    graph.setInputs(inputs);
    graph.setOutputs(outputs);
    graph.setOperators(operators.toArray(OperatorT[]::new));
    FlatBufferBuilder file = new FlatBufferBuilder();
    int[] places = buffers.stream().mapToInt(bytes -> buffer(file, bytes)).toArray();
    int allBuffers = Model.createBuffersVector(file, places);
    int allGraphs = Model.createSubgraphsVector(file, new int[] {SubGraph.pack(file, graph)});
    int[] packed = codes.stream().mapToInt(each -> OperatorCode.pack(file, each)).toArray();
    int allCodes = Model.createOperatorCodesVector(file, packed);
    int description = file.createString("Converted by Slipway");
    Model.startModel(file);
    Model.addVersion(file, SCHEMA_VERSION);
    Model.addOperatorCodes(file, allCodes);
    Model.addSubgraphs(file, allGraphs);
    Model.addDescription(file, description);
    Model.addBuffers(file, allBuffers);
    Model.finishModelBuffer(file, Model.endModel(file));
    return file.sizedByteArray();
  }

  private static int buffer(FlatBufferBuilder file, byte[] bytes) {
    int data = 0;
    if (bytes.length > 0) {
      file.createUnintializedVector(1, bytes.length, ALIGNMENT).put(bytes);
      data = file.endVector();
    }
    Buffer.startBuffer(file);
    if (bytes.length > 0) {
      Buffer.addData(file, data);
    }
    return Buffer.endBuffer(file);
  }
}
