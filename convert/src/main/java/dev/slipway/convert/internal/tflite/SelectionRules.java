package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.lite.schema.BuiltinOperator;

/** The operators that take a part of a tensor. */
final class SelectionRules {

  private static final long SLICE_BY_INPUTS = 10;

  private SelectionRules() {}

  /**
   * Which places of one axis are taken.
   *
   * @param first the first
   * @param step from one to the next, never 0
   * @param count how many
   */
  private record Range(long first, long step, long count) {

    static Range all(long size) {
      return new Range(0, 1, size);
    }

    static Range of(long size, long start, long end, long step) {
      if (step == 0 || step == Long.MIN_VALUE) {
        throw new Refusal("has a step of " + step);
      }
      long from = start < 0 ? start + size : start;
      long to = end < 0 ? end + size : end;
      if (step > 0) {
        from = Math.max(0, Math.min(size, from));
        to = Math.max(0, Math.min(size, to));
        return new Range(from, step, Math.max(0, (to - from + step - 1) / step));
      }
      from = Math.max(-1, Math.min(size - 1, from));
      to = end < 0 && end < -size ? -1 : Math.max(-1, Math.min(size - 1, to));
      return new Range(from, step, Math.max(0, (from - to - step - 1) / -step));
    }
  }

  static void slice(NodeScope node) {
    Value value = node.input(0);
    Dimensions given = value.dimensions();
    Range[] ranges = ranges(node, given);
    long[] sizes = new long[ranges.length];
    Arrays.setAll(sizes, axis -> ranges[axis].count());
    Dimensions result = Dimensions.of(sizes);
    if (value.isConstant()) {
      node.give(value.known().view(places(value.known(), ranges)));
      return;
    }
    if (result.equals(given) && Arrays.stream(ranges).allMatch(range -> range.step() == 1)) {
      node.giveSame(value);
      return;
    }
    Emitter emitter = node.emitter();
    if (value.isChannelsLast()) {
      int[] order = Layout.toChannelsLast(given.rank());
      Range[] moved = Arrays.stream(order).mapToObj(axis -> ranges[axis]).toArray(Range[]::new);
      int tensor =
          emit(emitter, value.channelsLast(), value.type(), Layout.channelsLast(result), moved);
      node.giveChannelsLast(value.type(), result, tensor);
    } else {
      int tensor = emit(emitter, emitter.plain(value), value.type(), result, ranges);
      node.give(0, value.type(), result, tensor);
    }
  }

  private static int[][] places(Constant constant, Range[] ranges) {
    int[][] places = constant.places();
    for (int axis = 0; axis < ranges.length; axis++) {
      int[] all = places[axis];
      Range range = ranges[axis];
      places[axis] = new int[(int) range.count()];
      for (int i = 0; i < places[axis].length; i++) {
        places[axis][i] = all[(int) (range.first() + i * range.step())];
      }
    }
    return places;
  }

  private static int emit(
      Emitter emitter, int tensor, ElementType type, Dimensions result, Range... ranges) {
    int[] begin = new int[ranges.length];
    int[] end = new int[ranges.length];
    int[] steps = new int[ranges.length];
    int beginMask = 0;
    int endMask = 0;
    for (int axis = 0; axis < ranges.length; axis++) {
      Range range = ranges[axis];
      boolean all = range.count() < 0;
      long last = range.first() + range.count() * range.step();
      beginMask |= all ? 1 << axis : 0;
      endMask |= all || last < 0 ? 1 << axis : 0;
      begin[axis] = all ? 0 : (int) range.first();
      end[axis] = all || last < 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, last);
      // One place is one place with any step, and a large one may be too large for the format.
      steps[axis] = range.count() == 1 ? 1 : (int) range.step();
      if (range.count() == 1) {
        end[axis] = begin[axis] + 1;
        endMask &= ~(1 << axis);
      }
    }
    return emitter.emit(
        BuiltinOperator.STRIDED_SLICE,
        Options.slice(beginMask, endMask),
        type,
        result,
        tensor,
        emitter.integers(begin),
        emitter.integers(end),
        emitter.integers(steps));
  }

  private static Range[] ranges(NodeScope node, Dimensions given) {
    boolean byInputs = node.opset() >= SLICE_BY_INPUTS;
    long[] starts = byInputs ? node.known(1).integers() : node.node().integers("starts");
    long[] ends = byInputs ? node.known(2).integers() : node.node().integers("ends");
    long[] axes = new long[starts.length];
    Arrays.setAll(axes, i -> i);
    long[] steps = new long[starts.length];
    Arrays.fill(steps, 1);
    if (!byInputs) {
      axes = node.node().integers("axes", axes);
    } else {
      axes = node.optional(3).isPresent() ? node.known(3).integers() : axes;
      steps = node.optional(4).isPresent() ? node.known(4).integers() : steps;
    }
    if (List.of(ends.length, axes.length, steps.length).stream()
        .anyMatch(n -> n != starts.length)) {
      throw new Refusal("has starts, ends, axes and steps of different lengths");
    }
    Range[] ranges = new Range[given.rank()];
    Arrays.setAll(ranges, axis -> Range.all(given.size(axis)));
    for (int i = 0; i < starts.length; i++) {
      int axis = given.axis(axes[i]);
      boolean everything = starts[i] == 0 && ends[i] >= Integer.MAX_VALUE && steps[i] == 1;
      if (given.size(axis) >= 0 || !everything) {
        ranges[axis] = Range.of(given.fixed(axis), starts[i], ends[i], steps[i]);
      }
    }
    return ranges;
  }

  static void gather(NodeScope node) {
    node.atMost(2);
    Value value = node.input(0);
    Value places = node.input(1);
    Dimensions given = value.dimensions();
    int axis = given.axis(node.node().integer("axis", 0));
    int size = given.fixed(axis);
    Dimensions result = gathered(given, axis, places.dimensions());
    if (places.isConstant()) {
      long[] wanted = places.known().integers().clone();
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = Dimensions.axis(wanted[i], size);
      }
      if (value.isConstant()) {
        node.give(chosen(value.known(), axis, wanted).reshaped(result));
        return;
      }
      Constant positions = Constant.of(ElementType.INT64, places.dimensions(), wanted);
      give(node, value, axis, node.emitter().constant("positions", positions), result);
      return;
    }
    if (places.type() != ElementType.INT32 && places.type() != ElementType.INT64) {
      throw new Refusal("takes positions of " + places.type() + ", expected INT32 or INT64");
    }
    give(node, value, axis, fromStart(node.emitter(), places, size), result);
  }

  private static Constant chosen(Constant constant, int axis, long[] wanted) {
    int[][] sources = constant.places();
    int[] all = sources[axis];
    sources[axis] = Arrays.stream(wanted).mapToInt(place -> all[(int) place]).toArray();
    return constant.view(sources);
  }

  private static void give(
      NodeScope node, Value value, int axis, int positions, Dimensions result) {
    Emitter emitter = node.emitter();
    int tensor =
        emitter.emit(
            BuiltinOperator.GATHER,
            Options.gather(axis),
            value.type(),
            result,
            emitter.plain(value),
            positions);
    node.give(0, value.type(), result, tensor);
  }

  /** Counts positions from the start, of which negative ones count from the end. */
  private static int fromStart(Emitter emitter, Value places, int size) {
    Dimensions dimensions = places.dimensions();
    ElementType type = places.type();
    int tensor = emitter.plain(places);
    int zero = emitter.constant("zero", Constant.of(type, Dimensions.of(), 0));
    int length = emitter.constant("length", Constant.of(type, Dimensions.of(), size));
    int negative =
        emitter.emit(BuiltinOperator.LESS, null, ElementType.BOOL, dimensions, tensor, zero);
    int ones = emitter.cast(negative, ElementType.BOOL, type, dimensions);
    int added = emitter.emit(BuiltinOperator.MUL, Options.mul(), type, dimensions, ones, length);
    return emitter.emit(BuiltinOperator.ADD, Options.add(), type, dimensions, tensor, added);
  }

  private static Dimensions gathered(Dimensions given, int axis, Dimensions places) {
    long[] sizes = new long[given.rank() - 1 + places.rank()];
    for (int i = 0; i < sizes.length; i++) {
      boolean before = i < axis;
      boolean inside = !before && i < axis + places.rank();
      sizes[i] =
          before
              ? given.size(i)
              : inside ? places.size(i - axis) : given.size(i - places.rank() + 1);
    }
    return Dimensions.of(sizes);
  }

  /** Elements of a vector of texts or numbers by their places, as classical models take labels. */
  static void arrayFeatureExtractor(NodeScope node) {
    node.atMost(2);
    Value value = node.any(0);
    Value places = node.input(1);
    Dimensions picked = places.dimensions();
    if (value.isConstant() && value.known().type() == ElementType.STRING && value.rank() == 1) {
      Dimensions result = Dimensions.of(1, picked.elements());
      Emitter emitter = node.emitter();
      int tensor = emitter.reshape(emitter.plain(places), places.type(), result);
      int index =
          places.type() == ElementType.INT64
              ? tensor
              : emitter.cast(tensor, places.type(), ElementType.INT64, result);
      node.giveLabels(0, result, value.known().texts(), index);
      return;
    }
    Value data = node.input(0);
    Dimensions given = data.dimensions();
    int axis = given.rank() - 1;
    given.fixed(axis);
    if (!places.isConstant() && given.rank() != 1) {
      throw new Refusal("takes places that are computed, expected constants");
    }
    Dimensions result =
        given.rank() == 1
            ? Dimensions.of(1, picked.elements())
            : given.with(axis, picked.elements());
    int positions = node.emitter().plain(places);
    Dimensions flat = Dimensions.of(picked.elements());
    int vector =
        picked.rank() == 1 ? positions : node.emitter().reshape(positions, places.type(), flat);
    Dimensions gathered = gathered(given, axis, flat);
    int tensor =
        node.emitter()
            .emit(
                BuiltinOperator.GATHER,
                Options.gather(axis),
                data.type(),
                gathered,
                node.emitter().plain(data),
                vector);
    node.give(
        0,
        data.type(),
        result,
        gathered.equals(result) ? tensor : node.emitter().reshape(tensor, data.type(), result));
  }
}
