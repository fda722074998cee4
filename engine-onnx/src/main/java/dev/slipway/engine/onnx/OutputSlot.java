package dev.slipway.engine.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One output of an execution. Where its shape can be told and its type allows it, the runtime
 * writes into memory of this slot; else it makes a tensor, whose elements are copied.
 */
final class OutputSlot {

  private final Signature.Field field;
  private final @Nullable OnnxJavaType carrier;
  private final OutputShape shape;
  private final HelperSessions helpers;
  private final NativeMemory memory = new NativeMemory();
  private @Nullable OnnxTensor pin;
  private @Nullable Tensor pinned;
  private @Nullable Tensor copied;

  /**
   * Creates a slot.
   *
   * @param carrier the runtime's type of tensors over memory, null if the output must be copied
   */
  OutputSlot(
      Signature.Field field,
      @Nullable OnnxJavaType carrier,
      OutputShape shape,
      HelperSessions helpers) {
    this.field = field;
    this.carrier = carrier;
    this.shape = shape;
    this.helpers = helpers;
  }

  String name() {
    return field.name();
  }

  /** Returns the tensor for the runtime to write into, or null if it must make one itself. */
  @Nullable OnnxTensor pin(InputSlot[] inputs) throws OrtException {
    Shape guessed = carrier == null ? null : shape.guess(inputs);
    if (guessed == null) {
      unpin();
    } else if (pinned == null || !pinned.shape().equals(guessed)) {
      pin(guessed, carrier);
    }
    return pin;
  }

  private void pin(Shape guessed, @Nullable OnnxJavaType type) throws OrtException {
    unpin();
    if (type != null) {
      ByteBuffer bytes = memory.slice(Math.multiplyExact(guessed.elements(), type.size));
      pin = OnnxTensor.createTensor(helpers.environment(), bytes, guessed.toArray(), type);
      pinned = Tensor.over(field.type(), guessed, bytes);
    }
  }

  /** Takes it that the runtime refused the tensor that {@link #pin} returned. */
  void refused() {
    if (pin != null) {
      shape.refute();
      unpin();
    }
  }

  /**
   * Takes a tensor that the runtime made.
   *
   * @return whether the next run may be pinned
   */
  boolean take(OnnxTensor made, InputSlot[] inputs) throws OrtException {
    Shape actual = Shape.of(made.getInfo().getShape());
    copied = copy(made, actual);
    if (carrier == null) {
      return false;
    }
    shape.observe(actual, inputs);
    return shape.guess(inputs) != null;
  }

  private Tensor copy(OnnxTensor made, Shape actual) throws OrtException {
    return field.type() == ElementType.STRING
        ? Tensor.ofStrings(actual, helpers.texts().read(made))
        : Tensor.over(field.type(), actual, made.getByteBuffer());
  }

  /** Returns the elements of the last run. */
  Tensor tensor() {
    Tensor current = pin == null ? copied : pinned;
    if (current == null) {
      throw new IllegalStateException("Cannot read output '" + name() + "': nothing has run");
    }
    return current;
  }

  private void unpin() {
    if (pin != null) {
      pin.close();
      pin = null;
      pinned = null;
    }
  }

  /** Frees everything native. */
  void close() {
    unpin();
  }
}
