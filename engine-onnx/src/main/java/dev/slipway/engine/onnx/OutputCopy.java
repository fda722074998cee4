package dev.slipway.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Copies tensors out of the runtime's memory. */
final class OutputCopy {

  private OutputCopy() {}

  static Tensor of(OnnxTensor made, Signature.Field field, Shape shape) throws OrtException {
    if (field.type() != ElementType.STRING) {
      return Tensor.over(field.type(), shape, made.getByteBuffer());
    }
    List<String> texts = new ArrayList<>();
    flatten(made.getValue(), texts);
    return Tensor.ofStrings(shape, texts.toArray(String[]::new));
  }

  /** Appends the texts of a single one or of nested arrays, which is how the runtime gives them. */
  private static void flatten(Object value, List<String> texts) {
    if (value instanceof Object[] array) {
      for (Object element : array) {
        flatten(element, texts);
      }
    } else {
      texts.add((String) value);
    }
  }
}
