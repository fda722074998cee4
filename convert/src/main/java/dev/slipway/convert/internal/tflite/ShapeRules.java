package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Node;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.lite.schema.BuiltinOperator;

/** The operators that change shapes and move nothing, and those that order axes. */
final class ShapeRules {

  /** The version from which axes are an input. */
  private static final long AXES_BY_INPUT = 13;

  private static final int AXES_OF_IMAGES = 3;

  private ShapeRules() {}

  static void constant(NodeScope node) {
    Node stored = node.node();
    if (stored.has("value")) {
      node.give(stored.tensor("value"));
    } else if (stored.has("value_float")) {
      node.give(Constant.of(ElementType.FLOAT32, Dimensions.of(), stored.real("value_float", 0)));
    } else if (stored.has("value_int")) {
      node.give(Constant.of(ElementType.INT64, Dimensions.of(), stored.integer("value_int", 0)));
    } else if (stored.has("value_floats")) {
      float[] reals = stored.reals("value_floats");
      node.give(Constant.of(ElementType.FLOAT32, Dimensions.of(reals.length), reals));
    } else {
      long[] integers = stored.integers("value_ints");
      node.give(Constant.of(ElementType.INT64, Dimensions.of(integers.length), integers));
    }
  }

  static void shape(NodeScope node) {
    node.atMost(1);
    long[] sizes = node.any(0).dimensions().sizes();
    int from = end(node.node().integer("start", 0), sizes.length);
    int to = end(node.node().integer("end", sizes.length), sizes.length);
    long[] shape =
        Arrays.stream(sizes, from, Math.max(from, to)).map(Constant::fromDimension).toArray();
    node.give(Constant.of(ElementType.INT64, Dimensions.of(shape.length), shape));
  }

  private static int end(long given, int rank) {
    long place = given < 0 ? given + rank : given;
    return (int) Math.max(0, Math.min(rank, place));
  }

  /** Gives the same elements in another shape. */
  private static void reshape(NodeScope node, Value value, Dimensions to) {
    if (value.isConstant()) {
      node.give(value.known().reshaped(to));
    } else if (value.dimensions().equals(to)) {
      node.giveSame(value);
    } else {
      Emitter emitter = node.emitter();
      int tensor = emitter.reshape(emitter.plain(value), value.type(), to);
      if (value.labels().isEmpty()) {
        node.give(0, value.type(), to, tensor);
      } else {
        node.giveLabels(0, to, value.labels(), tensor);
      }
    }
  }

  static void reshape(NodeScope node) {
    node.atMost(2);
    node.node().only("allowzero", 0, 0);
    Value value = node.any(0);
    long[] wanted = node.known(1).integers();
    long total = value.dimensions().elements();
    long[] sizes = new long[wanted.length];
    int open = -1;
    long known = 1;
    for (int i = 0; i < sizes.length; i++) {
      if (wanted[i] == -1 && open < 0) {
        open = i;
        continue;
      }
      if (wanted[i] < 0 || (wanted[i] == 0 && i >= value.rank())) {
        throw new Refusal("has shape " + Arrays.toString(wanted) + ", expected sizes");
      }
      sizes[i] = wanted[i] == 0 ? value.dimensions().size(i) : Constant.toDimension(wanted[i]);
      known = Math.multiplyExact(known, sizes[i]);
    }
    if (open >= 0) {
      sizes[open] = known == 0 ? 0 : missing(total, known);
      known *= sizes[open];
    }
    if (known != total) {
      throw new Refusal(
          "makes %s of %s, expected as many elements%s"
              .formatted(
                  Arrays.toString(wanted),
                  value.dimensions(),
                  total < 0 ? " for any number of rows (export it with a free batch)" : ""));
    }
    reshape(node, value, Dimensions.of(sizes));
  }

  /** Returns the dimension that is left, which has the batch if no other has it. */
  private static long missing(long total, long known) {
    if (known < 0 && total > 0) {
      return 0;
    }
    return total / known;
  }

  static void flatten(NodeScope node) {
    node.atMost(1);
    Value value = node.any(0);
    int rank = value.rank();
    long given = node.node().integer("axis", 1);
    long axis = given < 0 ? given + rank : given;
    if (axis < 0 || axis > rank) {
      throw new Refusal("has axis " + given + ", expected at most " + rank);
    }
    long[] sizes = value.dimensions().sizes();
    long front = Dimensions.of(Arrays.copyOf(sizes, (int) axis)).elements();
    long back = Dimensions.of(Arrays.copyOfRange(sizes, (int) axis, rank)).elements();
    reshape(node, value, Dimensions.of(front, back));
  }

  private static long[] axes(NodeScope node) {
    if (node.opset() < AXES_BY_INPUT) {
      return node.node().integers("axes");
    }
    return node.optional(1).isPresent() ? node.known(1).integers() : new long[0];
  }

  static void squeeze(NodeScope node) {
    node.atMost(2);
    Value value = node.any(0);
    long[] given = axes(node);
    boolean[] gone = new boolean[value.rank()];
    for (int axis = 0; axis < gone.length; axis++) {
      gone[axis] = given.length == 0 && value.dimensions().size(axis) == 1;
    }
    for (long axis : given) {
      int place = value.dimensions().axis(axis);
      if (value.dimensions().size(place) != 1) {
        throw new Refusal("drops axis " + axis + " of " + value.dimensions());
      }
      gone[place] = true;
    }
    Dimensions left = value.dimensions();
    for (int axis = gone.length - 1; axis >= 0; axis--) {
      left = gone[axis] ? left.without(axis) : left;
    }
    reshape(node, value, left);
  }

  static void unsqueeze(NodeScope node) {
    node.atMost(2);
    Value value = node.any(0);
    long[] given = axes(node);
    int rank = value.rank() + given.length;
    boolean[] added = new boolean[rank];
    for (long axis : given) {
      int place = Dimensions.axis(axis, rank);
      if (added[place]) {
        throw new Refusal("adds axis " + axis + " twice");
      }
      added[place] = true;
    }
    long[] sizes = new long[rank];
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = added[axis] ? 1 : value.dimensions().size(next++);
    }
    reshape(node, value, Dimensions.of(sizes));
  }

  static void transpose(NodeScope node) {
    node.atMost(1);
    Value value = node.input(0);
    int rank = value.rank();
    int[] order = order(node.node(), rank);
    Dimensions result = value.dimensions().permuted(order);
    if (value.isConstant()) {
      node.give(value.known().permuted(order));
    } else if (rank >= AXES_OF_IMAGES
        && value.channelsLast() != Value.NONE
        && Arrays.equals(order, Layout.toChannelsLast(rank))) {
      node.give(0, value.type(), result, value.channelsLast());
    } else if (rank >= AXES_OF_IMAGES
        && value.plain() != Value.NONE
        && Arrays.equals(order, Layout.toPlain(rank))) {
      node.giveChannelsLast(value.type(), result, value.plain());
    } else {
      Emitter emitter = node.emitter();
      int tensor = emitter.transpose(emitter.plain(value), value.type(), value.dimensions(), order);
      node.give(0, value.type(), result, tensor);
    }
  }

  private static int[] order(Node node, int rank) {
    long[] reversed = new long[rank];
    Arrays.setAll(reversed, axis -> rank - 1L - axis);
    long[] given = node.integers("perm", reversed);
    long[] sorted = given.clone();
    Arrays.sort(sorted);
    for (int axis = 0; axis < sorted.length; axis++) {
      if (sorted[axis] != axis || sorted.length != rank) {
        throw new Refusal("has perm " + Arrays.toString(given) + " for " + rank + " axes");
      }
    }
    if (given.length != rank) {
      throw new Refusal("has perm " + Arrays.toString(given) + " for " + rank + " axes");
    }
    return Arrays.stream(given).mapToInt(axis -> (int) axis).toArray();
  }

  static void concat(NodeScope node) {
    List<Value> parts = new ArrayList<>();
    for (int place = 0; place < node.inputs(); place++) {
      parts.add(node.input(place));
    }
    Value first = node.input(0);
    int rank = first.rank();
    int axis = first.dimensions().axis(node.node().integer("axis", 1));
    Dimensions result = joined(parts, axis);
    if (parts.stream().allMatch(Value::isConstant)) {
      node.give(Joining.of(parts.stream().map(Value::known).toList(), axis, result));
      return;
    }
    boolean moved = rank >= AXES_OF_IMAGES && parts.stream().anyMatch(Value::isChannelsLast);
    Emitter emitter = node.emitter();
    int[] tensors =
        parts.stream()
            .mapToInt(part -> moved ? emitter.channelsLast(part) : emitter.plain(part))
            .toArray();
    int tensor =
        emitter.emit(
            BuiltinOperator.CONCATENATION,
            Options.concat(moved ? Layout.moved(axis, rank) : axis),
            first.type(),
            moved ? Layout.channelsLast(result) : result,
            tensors);
    if (moved) {
      node.giveChannelsLast(first.type(), result, tensor);
    } else {
      node.give(0, first.type(), result, tensor);
    }
  }

  private static Dimensions joined(List<Value> parts, int axis) {
    Value first = parts.get(0);
    long size = 0;
    for (Value part : parts) {
      boolean fits =
          part.type() == first.type()
              && part.rank() == first.rank()
              && part.dimensions().with(axis, 1).equals(first.dimensions().with(axis, 1))
              && part.dimensions().size(axis) < 0 == first.dimensions().size(axis) < 0;
      if (!fits) {
        throw new Refusal(
            "joins %s%s and %s%s along axis %d"
                .formatted(first.type(), first.dimensions(), part.type(), part.dimensions(), axis));
      }
      size = Math.addExact(size, part.dimensions().size(axis));
    }
    return first.dimensions().with(axis, size);
  }
}
