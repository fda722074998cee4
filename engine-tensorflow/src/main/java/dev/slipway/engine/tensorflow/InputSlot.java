package dev.slipway.engine.tensorflow;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * One input of an execution: memory that callers write, copied into a native tensor for each run,
 * since a model may keep what it is given.
 */
abstract class InputSlot {

  private final Signature.Field field;
  private long[] dimensions = new long[0];
  private @Nullable Tensor current;

  InputSlot(Signature.Field field) {
    this.field = field;
  }

  static InputSlot of(Signature.Field field) {
    return field.type() == ElementType.STRING ? new TextInput(field) : new NumberInput(field);
  }

  Signature.Field field() {
    return field;
  }

  /** Returns what callers write into, null before they asked for it. */
  @Nullable Tensor tensor() {
    return current;
  }

  /** Returns the tensor of a shape; the same one for the same shape. */
  Tensor reshape(Shape shape) {
    if (current != null && current.shape().equals(shape)) {
      return current;
    }
    if (!shape.isFixed() || !field.shape().accepts(shape)) {
      throw new IllegalArgumentException(
          "Cannot take input '%s': its shape is %s, expected one that fits %s"
              .formatted(field.name(), shape, field.shape()));
    }
    Tensor made = make(shape);
    current = made;
    dimensions = shape.toArray();
    return made;
  }

  /** Returns new memory for callers. */
  abstract Tensor make(Shape shape);

  /** Returns a native tensor with what callers wrote, for {@link #release}. */
  abstract TF_Tensor copy(Tensor given);

  /** Frees a tensor after the outputs have been read. */
  void release(TF_Tensor copy) {
    tensorflow.TF_DeleteTensor(copy);
  }

  /** Allocates a native tensor of the current shape. */
  final TF_Tensor allocate(long bytes) {
    TF_Tensor tensor =
        tensorflow.TF_AllocateTensor(
            TensorTypes.number(field.type()), dimensions, dimensions.length, bytes);
    if (tensor == null) {
      throw new OutOfMemoryError("no native memory for input '" + field.name() + "'");
    }
    return tensor;
  }

  /** Numbers of a fixed width. */
  private static final class NumberInput extends InputSlot {

    private final NativeMemory memory = new NativeMemory();

    NumberInput(Signature.Field field) {
      super(field);
    }

    private long bytes(Shape shape) {
      return Math.multiplyExact(shape.elements(), field().type().byteWidth());
    }

    @Override
    Tensor make(Shape shape) {
      return Tensor.over(field().type(), shape, memory.slice(bytes(shape)));
    }

    @Override
    TF_Tensor copy(Tensor given) {
      long bytes = (long) given.size() * field().type().byteWidth();
      TF_Tensor copy = allocate(bytes);
      if (bytes > 0) {
        Pointer.memcpy(tensorflow.TF_TensorData(copy), memory.place(), bytes);
      }
      return copy;
    }
  }
}
