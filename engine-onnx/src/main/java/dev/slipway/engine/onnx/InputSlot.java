package dev.slipway.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import org.jspecify.annotations.Nullable;

/** One input of an execution, with the memory that callers write into. */
abstract class InputSlot {

  private final Signature.Field field;
  private @Nullable Tensor tensor;

  InputSlot(Signature.Field field) {
    this.field = field;
  }

  final String name() {
    return field.name();
  }

  final ElementType type() {
    return field.type();
  }

  /** Returns the tensor of the last call of {@link #reshape}, or null before the first. */
  final @Nullable Tensor tensor() {
    return tensor;
  }

  /** Returns the shape of the last call of {@link #reshape}. */
  final Shape shape() {
    if (tensor == null) {
      throw new IllegalStateException("Cannot run: input '" + name() + "' was never given");
    }
    return tensor.shape();
  }

  /** Returns whether each call decides how many rows there are. */
  final boolean hasFreeRows() {
    return field.shape().rank() > 0 && field.shape().dimension(0) == Shape.FREE;
  }

  /** Returns a tensor of another shape to write into. */
  final Tensor reshape(Shape shape) throws OrtException {
    if (!shape.isFixed() || !field.shape().accepts(shape)) {
      throw new IllegalArgumentException(
          "Cannot take input '"
              + name()
              + "': its shape is "
              + shape
              + ", expected one that fits "
              + field.shape());
    }
    Tensor made = make(shape);
    tensor = made;
    return made;
  }

  abstract Tensor make(Shape shape) throws OrtException;

  /** Returns whether {@link #value} must be asked before each run, not only after a new shape. */
  boolean isPerRun() {
    return false;
  }

  /** Returns what the runtime takes for the tensor as it is now. */
  abstract OnnxTensor value() throws OrtException;

  /** Frees what {@link #value} made for one run only. */
  void afterRun() {}

  /** Frees everything native. */
  abstract void close();
}
