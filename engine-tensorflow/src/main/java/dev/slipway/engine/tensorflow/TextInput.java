package dev.slipway.engine.tensorflow;

import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_TString;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;

/** Texts, which own native memory where they are longer than their place. */
final class TextInput extends InputSlot {

  TextInput(Signature.Field field) {
    super(field);
  }

  @Override
  Tensor make(Shape shape) {
    return Tensor.zeros(field().type(), shape);
  }

  @Override
  TF_Tensor copy(Tensor given) {
    TF_Tensor copy = allocate((long) given.size() * TensorTypes.TEXT_BYTES);
    TF_TString place = new TF_TString(tensorflow.TF_TensorData(copy));
    for (int i = 0; i < given.size(); i++) {
      byte[] utf8 = given.stringAt(i).getBytes(StandardCharsets.UTF_8);
      place.position(i);
      tensorflow.TF_StringInit(place);
      try (BytePointer bytes = new BytePointer(utf8)) {
        tensorflow.TF_StringCopy(place, bytes, utf8.length);
      }
    }
    return copy;
  }

  @Override
  void release(TF_Tensor copy) {
    TF_TString place = new TF_TString(tensorflow.TF_TensorData(copy));
    long texts = tensorflow.TF_TensorByteSize(copy) / TensorTypes.TEXT_BYTES;
    for (long i = 0; i < texts; i++) {
      tensorflow.TF_StringDealloc(place.position(i));
    }
    super.release(copy);
  }
}
