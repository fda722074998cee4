package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.Set;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;

/** The operators on two tensors of which one may repeat the other's elements. */
enum Arithmetic implements OperatorRule {
  ADD(BuiltinOperator.ADD),
  SUB(BuiltinOperator.SUB),
  MUL(BuiltinOperator.MUL),
  DIV(BuiltinOperator.DIV);

  private static final int AXES_OF_IMAGES = 3;
  private static final Set<ElementType> INTEGERS = Set.of(ElementType.INT32, ElementType.INT64);

  private final int code;

  Arithmetic(int code) {
    this.code = code;
  }

  @Override
  public void convert(NodeScope node) {
    node.atMost(2);
    Value one = node.input(0);
    Value two = node.input(1);
    checkTypes(one, two);
    Dimensions both = one.dimensions().broadcast(two.dimensions());
    if (one.isConstant() && two.isConstant()) {
      node.give(fold(one.known().expanded(both), two.known().expanded(both)));
      return;
    }
    if (this == DIV && one.type() != ElementType.FLOAT32) {
      throw new Refusal("divides " + one.type() + ", expected FLOAT32");
    }
    int rank = both.rank();
    if (rank >= AXES_OF_IMAGES && (isMoved(one, rank) || isMoved(two, rank))) {
      int left = moved(node.emitter(), one, rank);
      int right = moved(node.emitter(), two, rank);
      Dimensions dimensions = Layout.channelsLast(both);
      int result = node.emitter().emit(code, options(), one.type(), dimensions, left, right);
      node.giveChannelsLast(one.type(), both, result);
      return;
    }
    int left = node.emitter().plain(one);
    int right = node.emitter().plain(two);
    int result = node.emitter().emit(code, options(), one.type(), both, left, right);
    node.give(0, one.type(), both, result);
  }

  private static void checkTypes(Value one, Value two) {
    boolean known = one.type() == ElementType.FLOAT32 || INTEGERS.contains(one.type());
    if (one.type() != two.type() || !known) {
      throw new Refusal(
          "joins " + one.type() + " and " + two.type() + ", expected FLOAT32, INT32 or INT64");
    }
  }

  private static boolean isMoved(Value value, int rank) {
    return value.isChannelsLast() && value.rank() == rank;
  }

  /** Returns an operand with its channels at the end, as one of so many axes. */
  private static int moved(Emitter emitter, Value value, int rank) {
    if (value.rank() == rank) {
      return emitter.channelsLast(value);
    }
    if (value.dimensions().rank() == 0) {
      return emitter.plain(value);
    }
    Dimensions padded = value.dimensions().padded(rank);
    int[] order = Layout.toChannelsLast(rank);
    if (value.isConstant()) {
      return emitter.constant(value.name(), value.known().reshaped(padded).permuted(order));
    }
    int reshaped = emitter.reshape(emitter.plain(value), value.type(), padded);
    return emitter.transpose(reshaped, value.type(), padded, order);
  }

  private BuiltinOptionsUnion options() {
    return switch (this) {
      case ADD -> Options.add();
      case SUB -> Options.sub();
      case MUL -> Options.mul();
      case DIV -> Options.div();
    };
  }

  private Constant fold(Constant one, Constant two) {
    if (one.type() == ElementType.FLOAT32) {
      float[] result = new float[one.size()];
      for (int i = 0; i < result.length; i++) {
        result[i] = real(one.reals()[i], two.reals()[i]);
      }
      return Constant.of(one.type(), one.dimensions(), result);
    }
    long[] result = new long[one.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = integer(one.integers()[i], two.integers()[i]);
    }
    return Constant.of(one.type(), one.dimensions(), result);
  }

  private float real(float one, float two) {
    return switch (this) {
      case ADD -> one + two;
      case SUB -> one - two;
      case MUL -> one * two;
      case DIV -> one / two;
    };
  }

  private long integer(long one, long two) {
    if (this == DIV && two == 0) {
      throw new Refusal("divides by 0");
    }
    return switch (this) {
      case ADD -> one + two;
      case SUB -> one - two;
      case MUL -> one * two;
      case DIV -> one / two;
    };
  }
}
