package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.engine.tflite.EntryPoint.Port;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An input that callers see as real numbers and the interpreter as integers that stand for them.
 */
final class QuantisedInput extends InputSlot {

  private final Quantisation quantisation;
  private final IntegerRange range;
  private final NativeMemory memory = new NativeMemory();
  private ByteBuffer integers = ByteBuffer.allocate(0);

  QuantisedInput(Port port, Quantisation quantisation) {
    super(port);
    this.quantisation = quantisation;
    this.range = IntegerRange.of(port.tensor());
  }

  @Override
  Tensor make(Shape shape) {
    long bytes = Math.multiplyExact(shape.elements(), Float.BYTES);
    return Tensor.over(ElementType.FLOAT32, shape, memory.slice(bytes));
  }

  @Override
  void allocated(NativeInterpreter interpreter) {
    integers =
        NativeInterpreter.view(interpreter.input(port().place())).order(ByteOrder.nativeOrder());
  }

  @Override
  void write() {
    Tensor given = given();
    ByteBuffer reals = given.bytes();
    for (int i = 0; i < given.size(); i++) {
      float real = reals.getFloat(i * Float.BYTES);
      if (Float.isNaN(real)) {
        throw new EngineException(
            ErrorCode.ENGINE_FAILURE,
            "Cannot run: input '%s' has NaN at element %d, expected numbers (the model's integers cannot stand for it)"
                .formatted(port().name(), i),
            null);
      }
      range.write(integers, i, quantisation.integer(real, range.least(), range.most()));
    }
  }
}
