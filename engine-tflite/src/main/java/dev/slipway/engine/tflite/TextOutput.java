package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.engine.tflite.EntryPoint.Port;
import java.nio.ByteBuffer;

/** An output of texts. */
final class TextOutput extends OutputSlot {

  TextOutput(Port port) {
    super(port);
  }

  @Override
  Tensor make(Shape shape) {
    return Tensor.zeros(ElementType.STRING, shape);
  }

  @Override
  void copy(ByteBuffer from, Tensor to) throws InterpreterException {
    try {
      String[] texts = TextValues.read(port().name(), from, to.size());
      for (int i = 0; i < texts.length; i++) {
        to.setString(i, texts[i]);
      }
    } catch (MalformedModelException e) {
      throw new InterpreterException(String.valueOf(e.getMessage()));
    }
  }
}
