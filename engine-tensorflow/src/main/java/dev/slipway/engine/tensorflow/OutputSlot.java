package dev.slipway.engine.tensorflow;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_TString;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * One output of an execution, copied out of the native tensor: that one may share the memory of an
 * input, and a caller that keeps it too long must not read freed memory.
 */
final class OutputSlot {

  private final Signature.Field field;
  private final NativeMemory memory = new NativeMemory();
  private @Nullable Tensor current;

  OutputSlot(Signature.Field field) {
    this.field = field;
  }

  Signature.Field field() {
    return field;
  }

  /** Takes the elements of a native tensor, which the caller deletes. */
  void take(TF_Tensor made) {
    long[] dimensions = new long[tensorflow.TF_NumDims(made)];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = tensorflow.TF_Dim(made, i);
    }
    Shape shape = Shape.of(dimensions);
    current = field.type() == ElementType.STRING ? texts(shape, made) : numbers(shape, made);
  }

  private Tensor numbers(Shape shape, TF_Tensor made) {
    long bytes = tensorflow.TF_TensorByteSize(made);
    Tensor before = current;
    Tensor tensor =
        before != null && before.shape().equals(shape)
            ? before
            : Tensor.over(field.type(), shape, memory.slice(bytes));
    if (bytes > 0) {
      Pointer.memcpy(memory.place(), tensorflow.TF_TensorData(made), bytes);
    }
    return tensor;
  }

  private static Tensor texts(Shape shape, TF_Tensor made) {
    String[] texts = new String[Math.toIntExact(shape.elements())];
    TF_TString place = new TF_TString(tensorflow.TF_TensorData(made));
    for (int i = 0; i < texts.length; i++) {
      place.position(i);
      byte[] utf8 = new byte[Math.toIntExact(tensorflow.TF_StringGetSize(place))];
      BytePointer bytes = tensorflow.TF_StringGetDataPointer(place);
      bytes.capacity(utf8.length).get(utf8);
      texts[i] = new String(utf8, StandardCharsets.UTF_8);
    }
    return Tensor.ofStrings(shape, texts);
  }

  /** Returns the elements that were taken last. */
  Tensor tensor() {
    if (current == null) {
      throw new IllegalStateException(
          "Cannot read output '" + field.name() + "': there was no successful run");
    }
    return current;
  }
}
