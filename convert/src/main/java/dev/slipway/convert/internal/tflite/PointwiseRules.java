package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Node;
import dev.slipway.convert.internal.onnx.Refusal;
import dev.slipway.convert.internal.onnx.TensorReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.lite.schema.BuiltinOperator;

/** The operators that treat every element alike. */
final class PointwiseRules {

  private static final float LEAK = 0.01f;
  private static final float SIX = 6;
  private static final long CLIP_BY_INPUTS = 11;
  private static final Set<ElementType> CASTS =
      Set.of(
          ElementType.FLOAT32,
          ElementType.INT32,
          ElementType.INT64,
          ElementType.BOOL,
          ElementType.UINT8,
          ElementType.INT8);

  private PointwiseRules() {}

  /** Returns a rule for floats that become the result of one operator. */
  static OperatorRule function(int code) {
    return node -> {
      node.atMost(1);
      node.pointwise(
          node.real(0),
          ElementType.FLOAT32,
          (dimensions, tensor) -> node.emitter().real(code, dimensions, tensor));
    };
  }

  static void leakyRelu(NodeScope node) {
    node.atMost(1);
    float slope = node.node().real("alpha", LEAK);
    node.pointwise(
        node.real(0),
        ElementType.FLOAT32,
        (dimensions, tensor) ->
            node.emitter()
                .emit(
                    BuiltinOperator.LEAKY_RELU,
                    Options.leakyRelu(slope),
                    ElementType.FLOAT32,
                    dimensions,
                    tensor));
  }

  static void clip(NodeScope node) {
    node.atMost(node.opset() < CLIP_BY_INPUTS ? 1 : 3);
    Bound low = bound(node, "min", 1);
    Bound high = bound(node, "max", 2);
    Value value = node.real(0);
    if (low.value().isEmpty() && high.value().isEmpty()) {
      node.giveSame(value);
      return;
    }
    node.pointwise(
        value,
        ElementType.FLOAT32,
        (dimensions, tensor) -> clipped(node.emitter(), dimensions, tensor, low, high));
  }

  /** One end of a range: a number that is known, or a tensor of one number, or neither. */
  private record Bound(Optional<Value> tensor, Optional<Float> number) {
    Optional<Object> value() {
      return tensor.<Object>map(each -> each).or(() -> number);
    }

    boolean is(float wanted) {
      return number.isPresent() && number.get() == wanted;
    }

    int emit(Emitter emitter) {
      return tensor.isPresent() ? emitter.plain(tensor.get()) : emitter.real(number.orElse(0f));
    }
  }

  private static Bound bound(NodeScope node, String name, int place) {
    if (node.opset() < CLIP_BY_INPUTS) {
      boolean stated = node.node().has(name);
      float number = node.node().real(name, 0);
      return new Bound(Optional.empty(), stated ? Optional.of(number) : Optional.empty());
    }
    if (node.optional(place).isEmpty()) {
      return new Bound(Optional.empty(), Optional.empty());
    }
    Value value = node.real(place);
    if (value.dimensions().elements() != 1) {
      throw new Refusal("has " + name + " of " + value.dimensions() + ", expected one number");
    }
    return value.isConstant()
        ? new Bound(Optional.empty(), Optional.of(value.known().reals()[0]))
        : new Bound(Optional.of(value), Optional.empty());
  }

  private static int clipped(
      Emitter emitter, Dimensions dimensions, int tensor, Bound low, Bound high) {
    if (low.is(0) && high.is(SIX)) {
      return emitter.real(BuiltinOperator.RELU6, dimensions, tensor);
    }
    int result = tensor;
    if (low.is(0)) {
      result = emitter.real(BuiltinOperator.RELU, dimensions, result);
    } else if (low.value().isPresent()) {
      result = emitter.real(BuiltinOperator.MAXIMUM, dimensions, result, low.emit(emitter));
    }
    return high.value().isPresent()
        ? emitter.real(BuiltinOperator.MINIMUM, dimensions, result, high.emit(emitter))
        : result;
  }

  static void cast(NodeScope node) {
    node.atMost(1);
    Node stored = node.node();
    stored.ignore(List.of("saturate")); // of types of 8 bits that are refused
    ElementType to = TensorReader.type((int) stored.integer("to", 0));
    Value value = node.any(0);
    if (!value.labels().isEmpty() && to == ElementType.STRING) {
      node.giveSame(value);
      return;
    }
    if (value.isConstant() && value.type() != ElementType.STRING) {
      node.give(value.known().cast(to));
      return;
    }
    ElementType from = node.input(0).type();
    if (from == to) {
      node.giveSame(value);
      return;
    }
    if (!CASTS.contains(from) || !CASTS.contains(to)) {
      throw new Refusal("makes " + to + " of " + from + ", expected one of " + CASTS);
    }
    node.pointwise(
        value, to, (dimensions, tensor) -> node.emitter().cast(tensor, from, to, dimensions));
  }

  static void identity(NodeScope node) {
    node.atMost(1);
    node.giveSame(node.any(0));
  }

  /** In use, and not in training, it changes nothing. */
  static void dropout(NodeScope node) {
    node.node().ignore(List.of("ratio", "seed"));
    node.onlyOutputs(1);
    if (node.optional(2).isPresent()
        && Arrays.stream(node.known(2).integers()).anyMatch(flag -> flag != 0)) {
      throw new Refusal("is in training mode, expected a model for use");
    }
    node.giveSame(node.any(0));
  }
}
