package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of the ONNX graph and the tensors that hold it: in ONNX's order of axes, or with the
 * second axis, the channels, moved to the end. The second tensor is made when somebody asks for it.
 * Not thread-safe.
 */
final class Value {

  /** There is no tensor of that order yet. */
  static final int NONE = -1;

  private final String name;
  private final ElementType type;
  private final Dimensions dimensions;
  private final @Nullable Constant constant;
  private final List<String> labels;
  private int plain = NONE;
  private int channelsLast = NONE;

  private Value(
      String name,
      ElementType type,
      Dimensions dimensions,
      @Nullable Constant constant,
      List<String> labels) {
    this.name = name;
    this.type = type;
    this.dimensions = dimensions;
    this.constant = constant;
    this.labels = labels;
  }

  /** Returns a value that is computed. */
  static Value computed(String name, ElementType type, Dimensions dimensions) {
    return new Value(name, type, dimensions, null, List.of());
  }

  /** Returns a value that is known. */
  static Value known(String name, Constant constant) {
    return new Value(name, constant.type(), constant.dimensions(), constant, List.of());
  }

  /** Returns a value whose texts are computed as indexes of labels. */
  static Value labelled(String name, Dimensions dimensions, List<String> labels) {
    return new Value(name, ElementType.INT64, dimensions, null, List.copyOf(labels));
  }

  /** Sets the tensor in ONNX's order of axes. */
  Value at(int tensor) {
    plain = tensor;
    return this;
  }

  /** Sets the tensor with the channels at the end. */
  Value channelsLastAt(int tensor) {
    channelsLast = tensor;
    return this;
  }

  String name() {
    return name;
  }

  /** Returns the type of the tensor's elements. */
  ElementType type() {
    return type;
  }

  /** Returns the dimensions in ONNX's order of axes. */
  Dimensions dimensions() {
    return dimensions;
  }

  int rank() {
    return dimensions.rank();
  }

  Optional<Constant> constant() {
    return Optional.ofNullable(constant);
  }

  boolean isConstant() {
    return constant != null;
  }

  /** Returns the value, which must be known. */
  Constant known() {
    if (constant == null) {
      throw new Refusal("takes '" + name + "', which is computed, expected a constant");
    }
    return constant;
  }

  /** Returns the texts that elements are indexes of; empty if they are numbers. */
  List<String> labels() {
    return labels;
  }

  int plain() {
    return plain;
  }

  int channelsLast() {
    return channelsLast;
  }

  /** Returns whether the value is only there with its channels at the end. */
  boolean isChannelsLast() {
    return plain == NONE && channelsLast != NONE;
  }
}
