package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.engine.tflite.EntryPoint.Port;
import java.nio.ByteBuffer;

/** An output that the interpreter gives as integers and callers see as what these stand for. */
final class QuantisedOutput extends OutputSlot {

  private final Quantisation quantisation;
  private final IntegerRange range;

  QuantisedOutput(Port port, Quantisation quantisation) {
    super(port);
    this.quantisation = quantisation;
    this.range = IntegerRange.of(port.tensor());
  }

  @Override
  Tensor make(Shape shape) {
    return Tensor.zeros(ElementType.FLOAT32, shape);
  }

  @Override
  void copy(ByteBuffer from, Tensor to) {
    ByteBuffer reals = to.bytes();
    for (int i = 0; i < to.size(); i++) {
      reals.putFloat(i * Float.BYTES, quantisation.real(range.read(from, i)));
    }
  }
}
