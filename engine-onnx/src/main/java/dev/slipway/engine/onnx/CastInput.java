package dev.slipway.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An input of a type that the runtime's Java interface makes no tensors of. Its bits are written as
 * the signed type of the same width and cast by a session of one operator, which keeps them.
 */
final class CastInput extends InputSlot {

  private final DirectInput carrier;
  private final OrtSession cast;
  private @Nullable OnnxTensor value;

  CastInput(Signature.Field field, OrtSession cast, OrtEnvironment environment) {
    super(field);
    this.carrier = new DirectInput(field, OnnxTypes.signedCarrier(field.type()), environment);
    this.cast = cast;
  }

  @Override
  Tensor make(Shape shape) throws OrtException {
    Tensor made = carrier.make(shape);
    closeValue();
    return made;
  }

  @Override
  boolean isPerRun() {
    return true;
  }

  @Override
  OnnxTensor value() throws OrtException {
    Map<String, OnnxTensor> inputs = Map.of(HelperModels.INPUT, carrier.value());
    OnnxTensor target = value;
    if (target == null) {
      target = (OnnxTensor) cast.run(inputs).get(0);
      value = target;
    } else {
      cast.run(inputs, Set.of(), Map.of(HelperModels.OUTPUT, target)).close();
    }
    return target;
  }

  private void closeValue() {
    if (value != null) {
      value.close();
      value = null;
    }
  }

  @Override
  void close() {
    carrier.close();
    closeValue();
  }
}
