package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;

/** Adds operators for one node, and what brings their inputs into order. Not thread-safe. */
final class Emitter {

  /** What operators here take; more axes are not used by the models that this is for. */
  private static final int MOST_AXES = 5;

  private final TfliteBuilder builder;
  private String name = "";

  Emitter(TfliteBuilder builder) {
    this.builder = builder;
  }

  /** Sets what the tensors to come are named after. */
  void name(String newName) {
    name = newName;
  }

  /** Returns the tensor of a value in ONNX's order of axes; makes it if need be. */
  int plain(Value value) {
    if (value.plain() == Value.NONE) {
      value.at(
          value.isConstant()
              ? constant(value.name(), value.known())
              : reordered(
                  value.channelsLast(),
                  value,
                  Layout.channelsLast(value.dimensions()),
                  Layout.toPlain(value.rank())));
    }
    return value.plain();
  }

  /** Returns the tensor of a value with the channels at the end; makes it if need be. */
  int channelsLast(Value value) {
    if (value.channelsLast() == Value.NONE) {
      int[] order = Layout.toChannelsLast(value.rank());
      value.channelsLastAt(
          value.isConstant()
              ? constant(value.name(), value.known().permuted(order))
              : reordered(plain(value), value, value.dimensions(), order));
    }
    return value.channelsLast();
  }

  /** Moves axes; a reshape will do where only axes of one place change their order. */
  private int reordered(int tensor, Value value, Dimensions from, int[] order) {
    int previous = -1;
    boolean inOrder = true;
    for (int axis : order) {
      if (from.size(axis) != 1) {
        inOrder &= axis > previous;
        previous = axis;
      }
    }
    return inOrder
        ? reshape(tensor, value.type(), from.permuted(order))
        : transpose(tensor, value.type(), from, order);
  }

  /** Adds an operator and returns its result. */
  int emit(
      int code,
      @Nullable BuiltinOptionsUnion options,
      ElementType type,
      Dimensions dimensions,
      int... inputs) {
    if (dimensions.rank() > MOST_AXES) {
      throw new Refusal("has " + dimensions.rank() + " axes, expected at most " + MOST_AXES);
    }
    for (int axis = 0; axis < dimensions.rank(); axis++) {
      if (dimensions.size(axis) == 0) {
        throw new Refusal("makes " + dimensions + ", expected a result with elements");
      }
    }
    int result = builder.tensor(name, type, dimensions);
    builder.operator(code, inputs, result, options);
    return result;
  }

  /** Adds an operator of floats without options. */
  int real(int code, Dimensions dimensions, int... inputs) {
    return emit(code, null, ElementType.FLOAT32, dimensions, inputs);
  }

  int add(Dimensions dimensions, int one, int two) {
    return emit(BuiltinOperator.ADD, Options.add(), ElementType.FLOAT32, dimensions, one, two);
  }

  int mul(Dimensions dimensions, int one, int two) {
    return emit(BuiltinOperator.MUL, Options.mul(), ElementType.FLOAT32, dimensions, one, two);
  }

  int div(Dimensions dimensions, int one, int two) {
    return emit(BuiltinOperator.DIV, Options.div(), ElementType.FLOAT32, dimensions, one, two);
  }

  int cast(int tensor, ElementType from, ElementType to, Dimensions dimensions) {
    return emit(BuiltinOperator.CAST, Options.cast(from, to), to, dimensions, tensor);
  }

  /** Gives the same elements another shape, of which one dimension may depend on the batch. */
  int reshape(int tensor, ElementType type, Dimensions to) {
    to.elements();
    int[] shape = to.signature();
    return emit(BuiltinOperator.RESHAPE, Options.reshape(shape), type, to, tensor, integers(shape));
  }

  int transpose(int tensor, ElementType type, Dimensions from, int... order) {
    return emit(
        BuiltinOperator.TRANSPOSE, null, type, from.permuted(order), tensor, integers(order));
  }

  /** Sums or the like over axes that stay with one place. */
  int reduce(int code, int tensor, Dimensions from, int... axes) {
    Dimensions to = from;
    for (int axis : axes) {
      to = to.with(axis, 1);
    }
    return emit(code, Options.reduceKeeping(), ElementType.FLOAT32, to, tensor, integers(axes));
  }

  /** Returns a constant list of integers. */
  int integers(int... values) {
    byte[] bytes = new byte[values.length * Integer.BYTES];
    littleEndian(bytes).asIntBuffer().put(values);
    return builder.constant(name + "/k", ElementType.INT32, Dimensions.of(values.length), bytes);
  }

  /** Returns a constant of floats. */
  int reals(Dimensions dimensions, float... values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    littleEndian(bytes).asFloatBuffer().put(values);
    return builder.constant(name + "/c", ElementType.FLOAT32, dimensions, bytes);
  }

  /** Returns a constant of one float. */
  int real(float value) {
    return reals(Dimensions.of(), value);
  }

  /** Returns a constant. */
  int constant(String constantName, Constant constant) {
    if (constant.dependsOnBatch()) {
      throw new Refusal("computes with the number of rows, expected it only in shapes");
    }
    if (constant.type() == ElementType.FLOAT32) {
      byte[] floats = new byte[Math.multiplyExact(constant.size(), Float.BYTES)];
      littleEndian(floats).asFloatBuffer().put(constant.reals());
      return builder.constant(constantName, ElementType.FLOAT32, constant.dimensions(), floats);
    }
    TfliteBuilder.code(constant.type());
    int width = constant.type().byteWidth();
    byte[] integers = new byte[Math.multiplyExact(constant.size(), width)];
    ByteBuffer target = littleEndian(integers);
    Arrays.stream(constant.integers()).forEach(integer -> put(target, integer, width));
    return builder.constant(constantName, constant.type(), constant.dimensions(), integers);
  }

  private static void put(ByteBuffer bytes, long integer, int width) {
    switch (width) {
      case 1 -> bytes.put((byte) integer);
      case 2 -> bytes.putShort((short) integer);
      case 4 -> bytes.putInt((int) integer);
      default -> bytes.putLong(integer);
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
