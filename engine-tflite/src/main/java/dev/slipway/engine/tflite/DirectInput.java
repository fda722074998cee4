package dev.slipway.engine.tflite;

import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.engine.tflite.EntryPoint.Port;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An input whose memory the interpreter reads where the caller writes it. */
final class DirectInput extends InputSlot {

  private final NativeMemory memory = new NativeMemory();
  private int lentAfter;
  private boolean lent;
  private @Nullable ByteBuffer copy;

  DirectInput(Port port) {
    super(port);
  }

  @Override
  Tensor make(Shape shape) {
    long bytes = Math.multiplyExact(shape.elements(), field().type().byteWidth());
    return Tensor.over(field().type(), shape, memory.slice(bytes));
  }

  @Override
  void resize(NativeInterpreter interpreter) throws InterpreterException {
    super.resize(interpreter);
    if (lentAfter != memory.growths()) {
      lent = interpreter.lend(port().place(), memory.whole());
      lentAfter = memory.growths();
    }
  }

  @Override
  void allocated(NativeInterpreter interpreter) {
    copy = lent ? null : NativeInterpreter.view(interpreter.input(port().place()));
  }

  @Override
  void write() {
    if (copy != null) {
      copy.put(0, given().bytes(), 0, copy.capacity());
    }
  }
}
