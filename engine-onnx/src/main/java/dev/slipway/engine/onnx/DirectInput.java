package dev.slipway.engine.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An input that the runtime reads where the caller wrote it. */
final class DirectInput extends InputSlot {

  private final OrtEnvironment environment;
  private final OnnxJavaType carrier;
  private final NativeMemory memory = new NativeMemory();
  private @Nullable OnnxTensor value;

  DirectInput(Signature.Field field, OnnxJavaType carrier, OrtEnvironment environment) {
    super(field);
    this.environment = environment;
    this.carrier = carrier;
  }

  @Override
  Tensor make(Shape shape) throws OrtException {
    ByteBuffer bytes = memory.slice(Math.multiplyExact(shape.elements(), carrier.size));
    OnnxTensor made = OnnxTensor.createTensor(environment, bytes, shape.toArray(), carrier);
    close();
    value = made;
    return Tensor.over(type(), shape, bytes);
  }

  @Override
  OnnxTensor value() {
    if (value == null) {
      throw new IllegalStateException("Cannot run: input '" + name() + "' was never given");
    }
    return value;
  }

  @Override
  void close() {
    if (value != null) {
      value.close();
      value = null;
    }
  }
}
