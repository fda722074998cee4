package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.Arrays;
import org.tensorflow.lite.schema.BuiltinOperator;

/** The operators that look at all places of an axis at once. */
final class ReductionRules {

  /** The version from which a softmax is over one axis, and not over all from an axis on. */
  private static final long SOFTMAX_OVER_ONE_AXIS = 13;

  private ReductionRules() {}

  /**
   * Returns a rule for means and the like.
   *
   * @param code TFLite's operator
   * @param axesByInput the version from which the axes are an input
   */
  static OperatorRule reduce(int code, long axesByInput) {
    return node -> {
      node.atMost(node.opset() < axesByInput ? 1 : 2);
      boolean keep = node.node().flag("keepdims", 1);
      Value value = node.real(0);
      int[] axes = axes(node, value, axesByInput);
      if (axes.length == 0) {
        node.giveSame(value);
        return;
      }
      Dimensions kept = value.dimensions();
      for (int axis : axes) {
        value.dimensions().fixed(axis);
        kept = kept.with(axis, 1);
      }
      Value result = Value.computed("", ElementType.FLOAT32, kept);
      reduce(node.emitter(), code, value, result, axes);
      if (keep) {
        node.giveSame(result);
        return;
      }
      Dimensions left = kept;
      for (int i = axes.length - 1; i >= 0; i--) {
        left = left.without(axes[i]);
      }
      int tensor = node.emitter().plain(result);
      node.give(left, node.emitter().reshape(tensor, ElementType.FLOAT32, left));
    };
  }

  private static void reduce(Emitter emitter, int code, Value value, Value result, int... axes) {
    int rank = value.rank();
    if (value.isChannelsLast()) {
      int[] moved = Arrays.stream(axes).map(axis -> Layout.moved(axis, rank)).toArray();
      Dimensions dimensions = Layout.channelsLast(value.dimensions());
      result.channelsLastAt(emitter.reduce(code, value.channelsLast(), dimensions, moved));
    } else {
      result.at(emitter.reduce(code, emitter.plain(value), value.dimensions(), axes));
    }
  }

  /** Returns the axes in ascending order. */
  private static int[] axes(NodeScope node, Value value, long axesByInput) {
    long[] given;
    boolean nothing = false;
    if (node.opset() < axesByInput) {
      given = node.node().integers("axes");
    } else {
      nothing = node.node().flag("noop_with_empty_axes", 0);
      given = node.optional(1).isPresent() ? node.known(1).integers() : new long[0];
    }
    if (given.length == 0 && !nothing) {
      given = new long[value.rank()];
      Arrays.setAll(given, axis -> axis);
    }
    int[] axes = Arrays.stream(given).mapToInt(value.dimensions()::axis).sorted().toArray();
    if (Arrays.stream(axes).distinct().count() != axes.length) {
      throw new Refusal("has axes " + Arrays.toString(given) + ", expected each once");
    }
    return axes;
  }

  static void argMax(NodeScope node) {
    node.atMost(1);
    node.node().only("select_last_index", 0, 0);
    boolean keep = node.node().flag("keepdims", 1);
    Value value = node.real(0);
    int axis = value.dimensions().axis(node.node().integer("axis", 0));
    value.dimensions().fixed(axis);
    Emitter emitter = node.emitter();
    Dimensions left = value.dimensions().without(axis);
    int tensor = argMax(emitter, emitter.plain(value), left, axis);
    Dimensions kept = value.dimensions().with(axis, 1);
    node.give(
        0,
        ElementType.INT64,
        keep ? kept : left,
        keep ? emitter.reshape(tensor, ElementType.INT64, kept) : tensor);
  }

  static int argMax(Emitter emitter, int tensor, Dimensions result, int axis) {
    return emitter.emit(
        BuiltinOperator.ARG_MAX,
        Options.argMax(),
        ElementType.INT64,
        result,
        tensor,
        emitter.constant("axis", Constant.of(ElementType.INT32, Dimensions.of(), axis)));
  }

  static void softmax(NodeScope node) {
    node.atMost(1);
    Value value = node.real(0);
    boolean oneAxis = node.opset() >= SOFTMAX_OVER_ONE_AXIS;
    int rank = value.rank();
    if (rank == 0) {
      throw new Refusal("takes a single number, expected an axis");
    }
    int axis = value.dimensions().axis(node.node().integer("axis", oneAxis ? -1 : 1));
    value.dimensions().fixed(axis);
    Emitter emitter = node.emitter();
    if (!oneAxis && axis != rank - 1) {
      flattened(node, value, axis);
    } else if (value.isChannelsLast() && axis == 1) {
      Dimensions moved = Layout.channelsLast(value.dimensions());
      int tensor = softmax(emitter, value.channelsLast(), moved);
      node.giveChannelsLast(ElementType.FLOAT32, value.dimensions(), tensor);
    } else if (axis == rank - 1) {
      node.give(value.dimensions(), softmax(emitter, emitter.plain(value), value.dimensions()));
    } else {
      swapped(node, value, axis);
    }
  }

  static int softmax(Emitter emitter, int tensor, Dimensions dimensions) {
    return emitter.emit(
        BuiltinOperator.SOFTMAX, Options.softmax(), ElementType.FLOAT32, dimensions, tensor);
  }

  private static void flattened(NodeScope node, Value value, int axis) {
    Emitter emitter = node.emitter();
    long[] sizes = value.dimensions().sizes();
    Dimensions matrix =
        Dimensions.of(
            Dimensions.of(Arrays.copyOf(sizes, axis)).elements(),
            Dimensions.of(Arrays.copyOfRange(sizes, axis, sizes.length)).elements());
    matrix.fixed(1);
    int flat = emitter.reshape(emitter.plain(value), ElementType.FLOAT32, matrix);
    int result = softmax(emitter, flat, matrix);
    node.give(value.dimensions(), emitter.reshape(result, ElementType.FLOAT32, value.dimensions()));
  }

  private static void swapped(NodeScope node, Value value, int axis) {
    Emitter emitter = node.emitter();
    int[] order = new int[value.rank()];
    Arrays.setAll(order, place -> place);
    order[axis] = order.length - 1;
    order[order.length - 1] = axis;
    Dimensions swapped = value.dimensions().permuted(order);
    int tensor =
        emitter.transpose(emitter.plain(value), ElementType.FLOAT32, value.dimensions(), order);
    int result = softmax(emitter, tensor, swapped);
    node.give(value.dimensions(), emitter.transpose(result, ElementType.FLOAT32, swapped, order));
  }

  /** Returns the rule of a maximum over axes, which classical models need, too. */
  static int maximum(Emitter emitter, int tensor, Dimensions dimensions, int axis) {
    return emitter.reduce(BuiltinOperator.REDUCE_MAX, tensor, dimensions, axis);
  }
}
