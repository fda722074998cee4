package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Node;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node while it is converted: its inputs, and where its outputs go. Not thread-safe. */
final class NodeScope {

  private final Node node;
  private final Map<String, Value> values;
  private final Emitter emitter;

  NodeScope(Node node, Map<String, Value> values, Emitter emitter) {
    this.node = node;
    this.values = values;
    this.emitter = emitter;
  }

  Node node() {
    return node;
  }

  long opset() {
    return node.opset();
  }

  Emitter emitter() {
    return emitter;
  }

  int inputs() {
    return node.inputs().size();
  }

  /** Returns an input, which must be there and be more than indexes of labels. */
  Value input(int place) {
    Value value = any(place);
    if (!value.labels().isEmpty()) {
      throw new Refusal("computes with the labels '" + value.name() + "', expected numbers");
    }
    return value;
  }

  /** Returns an input, which must be there; it may be indexes of labels. */
  Value any(int place) {
    return optional(place)
        .orElseThrow(
            () -> new Refusal("has " + inputs() + " inputs, expected at least " + (place + 1)));
  }

  /** Returns an input that may be left out. */
  Optional<Value> optional(int place) {
    if (place >= inputs() || node.inputs().get(place).isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(values.get(node.inputs().get(place)));
  }

  /** Returns an input of floats. */
  Value real(int place) {
    Value value = input(place);
    if (value.type() != ElementType.FLOAT32) {
      throw new Refusal("takes '" + value.name() + "' of " + value.type() + ", expected FLOAT32");
    }
    return value;
  }

  /** Returns an input whose value is known. */
  Constant known(int place) {
    return input(place).known();
  }

  /** Refuses more inputs than are understood. */
  void atMost(int count) {
    if (inputs() > count) {
      throw new Refusal("has " + inputs() + " inputs, expected at most " + count);
    }
  }

  /** Returns whether somebody may use an output. */
  boolean wants(int place) {
    return place < node.outputs().size() && !node.outputs().get(place).isEmpty();
  }

  /** Refuses outputs that nothing here makes. */
  void onlyOutputs(int count) {
    for (int place = count; place < node.outputs().size(); place++) {
      if (wants(place)) {
        throw new Refusal("gives '" + node.outputs().get(place) + "', which is not supported");
      }
    }
  }

  private String outputName(int place) {
    return node.outputs().get(place);
  }

  /** Gives an output that is a tensor in ONNX's order of axes. */
  void give(int place, ElementType type, Dimensions dimensions, int tensor) {
    if (wants(place)) {
      String name = outputName(place);
      values.put(name, Value.computed(name, type, dimensions).at(tensor));
    }
  }

  /** Gives the first output, of floats. */
  void give(Dimensions dimensions, int tensor) {
    give(0, ElementType.FLOAT32, dimensions, tensor);
  }

  /** Gives the first output as a tensor with its channels at the end. */
  void giveChannelsLast(ElementType type, Dimensions plain, int tensor) {
    String name = outputName(0);
    values.put(name, Value.computed(name, type, plain).channelsLastAt(tensor));
  }

  /** Gives an output that is known. */
  void give(Constant constant) {
    values.put(outputName(0), Value.known(outputName(0), constant));
  }

  /** An element-wise operation on a tensor of these dimensions. */
  @FunctionalInterface
  interface Pointwise {
    /** Adds operators and returns their result. */
    int apply(Dimensions dimensions, int tensor);
  }

  /** Gives the first output from one value, in the order of axes that the value is in. */
  void pointwise(Value value, ElementType type, Pointwise operation) {
    Dimensions plain = value.dimensions();
    if (value.isChannelsLast()) {
      Dimensions moved = Layout.channelsLast(plain);
      giveChannelsLast(type, plain, operation.apply(moved, value.channelsLast()));
    } else {
      give(0, type, plain, operation.apply(plain, emitter.plain(value)));
    }
  }

  /** Gives the first output as another value, as if there were no node. */
  void giveSame(Value value) {
    values.put(outputName(0), value);
  }

  /** Gives an output whose texts are indexes of labels. */
  void giveLabels(int place, Dimensions dimensions, List<String> labels, int tensor) {
    if (wants(place)) {
      String name = outputName(place);
      values.put(name, Value.labelled(name, dimensions, labels).at(tensor));
    }
  }
}
