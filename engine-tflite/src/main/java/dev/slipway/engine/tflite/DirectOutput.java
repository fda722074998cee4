package dev.slipway.engine.tflite;

import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.engine.tflite.EntryPoint.Port;
import java.nio.ByteBuffer;

/** An output whose bytes callers get as they are. */
final class DirectOutput extends OutputSlot {

  private final NativeMemory memory = new NativeMemory();

  DirectOutput(Port port) {
    super(port);
  }

  @Override
  Tensor make(Shape shape) {
    long bytes = Math.multiplyExact(shape.elements(), port().field().type().byteWidth());
    return Tensor.over(port().field().type(), shape, memory.slice(bytes));
  }

  @Override
  void copy(ByteBuffer from, Tensor to) throws InterpreterException {
    ByteBuffer bytes = to.bytes();
    if (from.capacity() != bytes.capacity()) {
      throw new InterpreterException(
          "output '%s' has %d bytes, expected %d for %s"
              .formatted(port().name(), from.capacity(), bytes.capacity(), to));
    }
    bytes.put(0, from, 0, bytes.capacity());
  }
}
