package dev.slipway.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An input of texts, copied to the runtime at every run. */
final class StringInput extends InputSlot {

  private final OrtEnvironment environment;
  private String[] texts = new String[0];
  private @Nullable OnnxTensor value;
  private @Nullable TextConstant constant;

  StringInput(Signature.Field field, OrtEnvironment environment) {
    super(field);
    this.environment = environment;
  }

  @Override
  Tensor make(Shape shape) {
    texts = new String[Math.toIntExact(shape.elements())];
    Arrays.fill(texts, "");
    return Tensor.ofStrings(shape, texts);
  }

  @Override
  boolean isPerRun() {
    return true;
  }

  @Override
  OnnxTensor value() throws OrtException {
    long[] shape = shape().toArray();
    if (TextConstant.isNeededFor(texts)) {
      constant = TextConstant.of(environment, texts, shape);
      return constant.tensor();
    }
    value = OnnxTensor.createTensor(environment, texts, shape);
    return value;
  }

  @Override
  void afterRun() {
    if (value != null) {
      value.close();
      value = null;
    }
    if (constant != null) {
      constant.close();
      constant = null;
    }
  }

  /** Does nothing: no native memory outlives a run. */
  @Override
  void close() {}
}
