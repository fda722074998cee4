package dev.slipway.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.QuantizationParametersT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** One graph of a {@link TfliteFile}; its tensors are known by their names. Not thread-safe. */
public final class TfliteGraph {

  private final TfliteFile file;
  private final String name;
  private final List<TensorT> tensors = new ArrayList<>();
  private final List<Integer> inputs = new ArrayList<>();
  private final List<Integer> outputs = new ArrayList<>();
  private final List<OperatorT> operators = new ArrayList<>();

  TfliteGraph(TfliteFile file, String name) {
    this.file = file;
    this.name = name;
  }

  /** Adds an input; a free dimension is {@link TfliteFile#FREE}. */
  public TfliteGraph input(String tensor, byte type, int... shape) {
    inputs.add(tensors.size());
    return tensor(tensor, type, shape);
  }

  /** Adds an output; a free dimension is {@link TfliteFile#FREE}. */
  public TfliteGraph output(String tensor, byte type, int... shape) {
    outputs.add(tensors.size());
    return tensor(tensor, type, shape);
  }

  /** Makes tensors that are there already outputs too. */
  public TfliteGraph outputs(String names) {
    outputs.addAll(Arrays.stream(places(names)).boxed().toList());
    return this;
  }

  /** Adds a tensor between operators. */
  public TfliteGraph tensor(String tensor, byte type, int... shape) {
    add(tensor, type, 0, shape);
    return this;
  }

  private void add(String tensor, byte type, int buffer, int... shape) {
    TensorT added = new TensorT();
    added.setName(tensor);
    added.setType(type);
    added.setBuffer(buffer);
    added.setShape(Arrays.stream(shape).map(each -> Math.abs(each)).toArray());
    if (Arrays.stream(shape).anyMatch(each -> each == TfliteFile.FREE)) {
      added.setShapeSignature(shape);
    }
    tensors.add(added);
  }

  /** Gives a tensor one scale and one zero point. */
  public TfliteGraph quantised(String tensor, float scale, long zeroPoint) {
    QuantizationParametersT quantisation = new QuantizationParametersT();
    quantisation.setScale(new float[] {scale});
    quantisation.setZeroPoint(new long[] {zeroPoint});
    tensors.get(place(tensor)).setQuantization(quantisation);
    return this;
  }

  /** Adds a constant of any bytes. */
  public TfliteGraph constant(String tensor, byte type, byte[] bytes, int... shape) {
    add(tensor, type, file.buffer(bytes), shape);
    return this;
  }

  /** Adds a constant of floats. */
  public TfliteGraph floats(String tensor, int[] shape, float... values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    littleEndian(bytes).asFloatBuffer().put(values);
    return constant(tensor, TensorType.FLOAT32, bytes, shape);
  }

  /** Adds a constant of 32-bit integers. */
  public TfliteGraph integers(String tensor, int[] shape, int... values) {
    byte[] bytes = new byte[values.length * Integer.BYTES];
    littleEndian(bytes).asIntBuffer().put(values);
    return constant(tensor, TensorType.INT32, bytes, shape);
  }

  /** Adds a constant of 64-bit integers. */
  public TfliteGraph longs(String tensor, int[] shape, long... values) {
    byte[] bytes = new byte[values.length * Long.BYTES];
    littleEndian(bytes).asLongBuffer().put(values);
    return constant(tensor, TensorType.INT64, bytes, shape);
  }

  /** Adds a constant of texts: their number, where each begins and the last ends, the bytes. */
  public TfliteGraph texts(String tensor, int[] shape, String... values) {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    byte[] head = new byte[(values.length + 2) * Integer.BYTES];
    ByteBuffer places = littleEndian(head).putInt(values.length).putInt(head.length);
    for (String value : values) {
      texts.writeBytes(value.getBytes(StandardCharsets.UTF_8));
      places.putInt(head.length + texts.size());
    }
    byte[] bytes = Arrays.copyOf(head, head.length + texts.size());
    System.arraycopy(texts.toByteArray(), 0, bytes, head.length, texts.size());
    return constant(tensor, TensorType.STRING, bytes, shape);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Adds an operator without options. */
  public TfliteGraph node(int operator, String inputs, String outputs) {
    return node(operator, inputs, outputs, null);
  }

  /** Adds an operator; its tensors are separated by blanks. */
  public TfliteGraph node(
      int operator, String inputs, String outputs, @Nullable BuiltinOptionsUnion options) {
    return add(file.code(operator, "", 1), inputs, outputs, options);
  }

  /** Adds an operator of a version of its own. */
  public TfliteGraph versioned(int operator, int version, String inputs, String outputs) {
    return add(file.code(operator, "", version), inputs, outputs, null);
  }

  /** Adds a custom operator. */
  public TfliteGraph custom(String operator, String inputs, String outputs) {
    return add(file.code(TfliteFile.CUSTOM, operator, 1), inputs, outputs, null);
  }

  private TfliteGraph add(
      int code, String taken, String given, @Nullable BuiltinOptionsUnion options) {
    OperatorT operator = new OperatorT();
    operator.setOpcodeIndex(code);
    operator.setInputs(places(taken));
    operator.setOutputs(places(given));
    operator.setBuiltinOptions(options);
    operators.add(operator);
    return this;
  }

  private int[] places(String names) {
    return names.isEmpty()
        ? new int[0]
        : Arrays.stream(names.split(" ")).mapToInt(this::place).toArray();
  }

  /** Returns the place of a tensor; {@code -} is the one that is left out. */
  int place(String tensor) {
    if (tensor.equals("-")) {
      return -1;
    }
    for (int i = 0; i < tensors.size(); i++) {
      if (tensors.get(i).getName().equals(tensor)) {
        return i;
      }
    }
    throw new IllegalArgumentException("graph " + name + " has no tensor " + tensor);
  }

  SubGraphT build() {
    SubGraphT graph = new SubGraphT();
    graph.setName(name);
    graph.setTensors(tensors.toArray(TensorT[]::new));
    graph.setInputs(inputs.stream().mapToInt(Integer::intValue).toArray());
    graph.setOutputs(outputs.stream().mapToInt(Integer::intValue).toArray());
    graph.setOperators(operators.toArray(OperatorT[]::new));
    return graph;
  }
}
